-- What banks decided by provider, hour and what tells payments apart: the card's brand and its issuer's country, currency, and the
-- country that is billed. Empty: not known. Swept away after eight days.
create table provider_decisions (
  provider text not null,
  hour timestamptz not null,
  brand text not null,
  issuer_country text not null,
  billing_country text not null,
  currency text not null,
  asked integer not null,
  approved integer not null,
  primary key (provider, hour, brand, issuer_country, billing_country, currency)
);
-- The past that was counted without them. Its table stays for the release before.
insert into provider_decisions (provider, hour, brand, issuer_country, billing_country, currency, asked, approved)
select provider, hour, '', '', '', '', asked, approved from provider_approvals;

-- Whom an attempt is billed to; null where nobody was asked, and on attempts of before.
alter table payment_attempt add column billing_country text;
