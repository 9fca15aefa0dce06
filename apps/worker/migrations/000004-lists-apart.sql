-- A digest of what the product's own pages show, and of what lists show of it; null for what was never compared.
alter table shop_subject add column shown_as text, add column card_as text;

-- Tags of pages that wait to be written anew behind the products' own: lists, menus, words. Called again while they are
-- written, they count as called once more and stay.
create table stale_tag (
  tag text primary key,
  told_by text not null,
  called_at timestamptz not null,
  calls integer not null default 1
);
