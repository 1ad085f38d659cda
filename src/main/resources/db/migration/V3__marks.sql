-- A mark pairs an instant with a position, a transaction below which all have ended: what everyone
-- could see by then. It is written when an event has changed since the mark before, by whichever replica
-- comes first.
create table mark(
  at       timestamptz primary key,
  position xid8 not null);

create function annals_mark() returns void language plpgsql as $$
declare
  last mark;
  now_at constant xid8 := pg_snapshot_xmin(pg_current_snapshot());
begin
  if not pg_try_advisory_xact_lock(7301) then return; end if;
  select * into last from mark order by at desc limit 1;
  -- The history too: a version below the position may be superseded by one that is not.
  if last.at is null
     or exists (select from event where tx >= last.position and tx < now_at)
     or exists (select from event_history where tx >= last.position and tx < now_at) then
    insert into mark values (greatest(clock_timestamp(), last.at + interval '1 microsecond'), now_at);
  end if;
end $$;
