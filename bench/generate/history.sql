-- One event in five was edited four times, its toll in the third version and the fifth: versions as the triggers write
-- them, but in bulk. Versions lie 200 transactions apart, of which :first is the first.
insert into event_history
select e.*, (:first + v * 200 + e.id % 200)::text::xid8
  from event e cross join generate_series(1, 4) v
 where e.id % 5 = 0;
update event_history h
   set revision = r.n, tx = case when r.n = 1 then h.tx else (:first + (r.n - 1) * 200 + h.id % 200)::text::xid8 end,
       fat_best = case when r.n < 3 then h.fat_best else h.fat_best + 1 end
  from (select ctid as place, row_number() over (partition by id order by superseded_tx) as n from event_history) r
 where h.ctid = r.place;
insert into event_facet_history
select f.*, (:first + 400 + f.event_id % 200)::text::xid8 from event_facet f where f.event_id % 5 = 0;
insert into event_facet_history(event_id, facet, start_earliest, start_latest, end_earliest, end_latest, toll, kind, span_class, roles,
                                claimed, tx, superseded_tx)
select f.event_id, f.facet, f.start_earliest, f.start_latest, f.end_earliest, f.end_latest, f.toll + 1, f.kind, f.span_class, f.roles,
       f.claimed, f.superseded_tx, (:first + 800 + f.event_id % 200)::text::xid8
  from event_facet_history f;
update event_facet set tx = (:first + 800 + event_id % 200)::text::xid8, toll = toll + 2 where event_id % 5 = 0;
update event set revision = 5, tx = (:first + 800 + id % 200)::text::xid8, fat_best = fat_best + 2,
                 content_hash = sha256(content_hash) where id % 5 = 0;
