-- What a team would do for its events in PostgreSQL: one table, one index for each question.
alter table event add primary key (id);
create index on event(start_earliest, id, end_latest);
create index on event(country, start_earliest, id, end_latest);
create index on event(end_latest);
create index on event(country, end_latest);

-- What the best of the peers lets a team write by hand: an index by how long an event may have lasted, so
-- that a page of what overlaps a range walks four short stretches of it.
alter table event add span_class smallint generated always as
  ((case when end_latest - start_earliest <= 1 then 0 when end_latest - start_earliest <= 31 then 1
         when end_latest - start_earliest <= 366 then 2 else 3 end)::smallint) stored;
create index on event(span_class, start_earliest, id, end_latest);
create index on event(country, span_class, start_earliest, id, end_latest);

create function events_overlapping(from_day date, to_day date) returns setof event language sql stable rows 50 as $$
  select u.* from (
    (select * from event where span_class = 0 and start_earliest between from_day - 1 and to_day and end_latest >= from_day order by start_earliest, id limit 50)
    union all
    (select * from event where span_class = 1 and start_earliest between from_day - 31 and to_day and end_latest >= from_day order by start_earliest, id limit 50)
    union all
    (select * from event where span_class = 2 and start_earliest between from_day - 366 and to_day and end_latest >= from_day order by start_earliest, id limit 50)
    union all
    (select * from event where span_class = 3 and start_earliest <= to_day and end_latest >= from_day order by start_earliest, id limit 50)) u
   order by start_earliest, id limit 50 $$;
create function events_overlapping_in(from_day date, to_day date, c text) returns setof event language sql stable rows 50 as $$
  select u.* from (
    (select * from event where country = c and span_class = 0 and start_earliest between from_day - 1 and to_day and end_latest >= from_day order by start_earliest, id limit 50)
    union all
    (select * from event where country = c and span_class = 1 and start_earliest between from_day - 31 and to_day and end_latest >= from_day order by start_earliest, id limit 50)
    union all
    (select * from event where country = c and span_class = 2 and start_earliest between from_day - 366 and to_day and end_latest >= from_day order by start_earliest, id limit 50)
    union all
    (select * from event where country = c and span_class = 3 and start_earliest <= to_day and end_latest >= from_day order by start_earliest, id limit 50)) u
   order by start_earliest, id limit 50 $$;
create function events_after(c text, after_start date, after_id bigint) returns setof event language sql stable rows 50 as $$
  select * from event where country = c and (start_earliest, id) > (after_start, after_id) order by start_earliest, id limit 50 $$;
create function event_histogram(c text, from_day date, to_day date) returns table(month date, n bigint) language sql stable as $$
  select date_trunc('month', start_earliest)::date, count(*) from event where country = c and start_earliest between from_day and to_day group by 1 order by 1 $$;
vacuum analyze event;
