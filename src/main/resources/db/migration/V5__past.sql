-- The past as tables of the same names: a read that looks back puts these schemas before "public" and reads what
-- was there at its position, whatever it asks. `annals.position` is that position, `annals.references` the version
-- of the names. Each version of an event is valid from its `tx` until its `superseded_tx`; nothing below a
-- position changes any more.

create function annals_position() returns xid8 language sql stable parallel safe
  return current_setting('annals.position')::xid8;
create function annals_references() returns bigint language sql stable parallel safe
  return current_setting('annals.references')::bigint;

-- So many versions are looked at one by one where an index in the order of dates would hold next to none that is valid.
create function annals_few() returns int language sql immutable parallel safe return 500;

create function annals_build_past() returns void language plpgsql as $$
declare cols text; name text;
begin
  set local client_min_messages = warning;
  drop schema if exists annals_past, annals_past_early, annals_past_recent, annals_past_unedited cascade;
  create schema annals_past;
  -- before all but a few of the present versions
  create schema annals_past_early;
  -- after all but a few of those that were superseded
  create schema annals_past_recent;
  -- after all of them: what is present, without what was added since
  create schema annals_past_unedited;
  select string_agg(quote_ident(attname), ', ' order by attnum) into cols
    from pg_attribute where attrelid = 'public.event'::regclass and attnum > 0 and not attisdropped;
  -- A condition inside a branch of a union keeps PostgreSQL from reading it in the order of an index, so that
  -- there is none in them: what is present is never superseded. Where few are wanted they are read at once.
  execute format($v$
    create view annals_past.event as
      select %1$s from (
        select %1$s, xid8 '18446744073709551615' as superseded_tx from public.event
        union all
        select %1$s, superseded_tx from public.event_history) v
       where tx < public.annals_position() and superseded_tx >= public.annals_position() $v$, cols);
  execute format($v$
    create view annals_past_early.event as
      select %1$s from (select * from public.event where tx < public.annals_position() order by tx limit %2$s) e
      union all
      select %1$s from (select * from public.event_history where tx < public.annals_position() order by tx limit %2$s) h
       where superseded_tx >= public.annals_position() $v$, cols, annals_few() + 1);
  execute format($v$
    create view annals_past_recent.event as
      select %1$s from (
        select %1$s from public.event
        union all
        (select %1$s from public.event_history where superseded_tx >= public.annals_position() order by superseded_tx limit %2$s)) v
       where tx < public.annals_position() $v$, cols, annals_few() + 1);
  execute format($v$
    create view annals_past_unedited.event as select %s from public.event where tx < public.annals_position() $v$, cols);
  select string_agg(quote_ident(attname), ', ' order by attnum) into cols
    from pg_attribute where attrelid = 'public.event_facet'::regclass and attnum > 0 and not attisdropped;
  execute format($v$
    create view annals_past_unedited.event_facet as select %s from public.event_facet where tx < public.annals_position() $v$, cols);
  execute format($v$
    create view annals_past.event_facet as
      select %1$s from (
        select %1$s, xid8 '18446744073709551615' as superseded_tx from public.event_facet
        union all
        select %1$s, superseded_tx from public.event_facet_history) v
       where tx < public.annals_position() and superseded_tx >= public.annals_position() $v$, cols);
  -- an event has a few facets, rarely some hundred: nothing is ever cut off here
  execute format($v$
    create view annals_past_recent.event_facet as
      select %1$s from (
        select %1$s from public.event_facet
        union all
        (select %1$s from public.event_facet_history where superseded_tx >= public.annals_position() order by superseded_tx limit %2$s)) v
       where tx < public.annals_position() $v$, cols, 2000000);
  foreach name in array '{dataset,actor,conflict,dyad}'::text[] loop
    select string_agg(quote_ident(attname), ', ' order by attnum) into cols
      from pg_attribute where attrelid = ('public.' || name)::regclass and attnum > 0 and not attisdropped;
    execute format($v$
      create view annals_past.%1$I as
        select %3$s from public.%1$I where since <= public.annals_references()
        union all
        select %3$s from public.%2$I where since <= public.annals_references() and until > public.annals_references() $v$,
      name, name || '_history', cols);
  end loop;
end $$;
select annals_build_past();

-- Whether few were superseded from a position on.
create function annals_is_recent(p xid8) returns boolean language sql stable as $$
  select count(*) <= annals_few()
    from (select from public.event_history where superseded_tx >= p order by superseded_tx limit annals_few() + 1) h $$;

create function annals_is_unedited(p xid8) returns boolean language sql stable as $$
  select not exists (select from public.event_history where superseded_tx >= p) $$;

-- Has the rest of this transaction read the state at a position by a way that was right once. Gives whether it still is:
-- annals_past is right for all positions, and annals_past_early stays right for one, since what was written before it
-- is known; the others are not once more has been superseded.
create function annals_read_past(to_position text, names bigint, way text) returns boolean language plpgsql as $$
begin
  perform set_config('annals.position', to_position, true), set_config('annals.references', names::text, true),
          set_config('search_path', way || ', annals_past, public', true);
  return case way when 'annals_past_recent' then annals_is_recent(to_position::xid8)
                  when 'annals_past_unedited' then annals_is_unedited(to_position::xid8)
                  else true end;
end $$;

-- Has the rest of this transaction read the state at a position. Gives the version of the names there, and the schema
-- that events are read from.
create function annals_look_back(to_position text) returns table(names bigint, way text) language plpgsql as $$
declare
  p constant xid8 := to_position::xid8;
begin
  select l.version into names from public.reference_log l where l.tx < p order by l.version desc limit 1;
  names := coalesce(names, 0);
  way := case
    when (select count(*) from (select from public.event where tx < p order by tx limit annals_few() + 1) e)
       + (select count(*) from (select from public.event_history where tx < p order by tx limit annals_few() + 1) h) <= annals_few()
      then 'annals_past_early'
    when annals_is_unedited(p) then 'annals_past_unedited'
    when annals_is_recent(p) then 'annals_past_recent'
    else 'annals_past' end;
  perform annals_read_past(to_position, names, way);
  return next;
end $$;

-- Notes the present position whether something has changed or not.
create function annals_mark_now() returns mark language plpgsql as $$
declare
  made mark;
begin
  perform pg_advisory_xact_lock(7301);
  insert into mark
  select greatest(clock_timestamp(), (select max(at) from mark) + interval '1 microsecond'), pg_snapshot_xmin(pg_current_snapshot())
  returning * into made;
  return made;
end $$;

-- A release names a position for good.
create table release(
  name       text primary key check (name ~ '^[A-Za-z][A-Za-z0-9._-]{0,62}$'),
  title      text,
  at         timestamptz not null,
  position   xid8 not null,
  created_at timestamptz not null default clock_timestamp(),
  created_by text not null,
  reason     text,
  -- where the service was: the addresses in its files begin so
  base       text not null,
  -- how many events of which data set there are, under which licence; null until it is counted
  contents   jsonb);
-- Its files, in pieces, so that every replica can send any part of them.
create table release_file(
  release text not null references release on delete cascade,
  name    text not null,
  length  bigint not null,
  sha256  bytea not null,
  primary key (release, name));
create table release_piece(
  release text not null,
  name    text not null,
  number  int not null,
  bytes   bytea not null,
  primary key (release, name, number));
alter table release_piece alter column bytes set storage external;
