-- A card's key is brand, first six, last four and expiry. Not every provider tells the second and the last, so declines are
-- looked up by the two that all of them tell.
create index card_decline_known on card_decline (split_part(card_key, ':', 1), split_part(card_key, ':', 3), declined_at);
