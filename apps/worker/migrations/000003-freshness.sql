-- For each thing of the shop that pages show, by its Shopify id or its tag: the newest version heard of, and the one shown.
create table shop_subject (
  subject text primary key,
  heard_version timestamptz,
  heard_count integer not null,
  -- Since when a change waits to be shown; null when nothing does.
  pending_since timestamptz,
  told_by text not null,
  shown_version timestamptz,
  handle text,
  collection_ids text[] not null default '{}',
  listed_as text not null default '',
  -- Of what has no version of its own: what it said when it was last read.
  digest text
);
create index shop_subject_pending on shop_subject (pending_since) where pending_since is not null;

-- How long each change took to its pages.
create table page_refresh (
  id bigint generated always as identity primary key,
  subject text not null,
  told_by text not null,
  changed_at timestamptz,
  heard_at timestamptz not null,
  shown_at timestamptz not null,
  pages integer not null
);
create index page_refresh_shown_at on page_refresh (shown_at);
