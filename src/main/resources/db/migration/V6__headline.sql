-- Date and toll by another rule than the editor's: what is read then are tables of the same names before "public",
-- in which an event whose sources say something of its date or toll stands as the rule has it. `annals.headline` is
-- the rule: 1 latest, 2 median, 4 lowest, 8 highest.

create function annals_headline() returns int language sql stable parallel safe
  return current_setting('annals.headline')::int;

-- What each rule takes of `event.claims`: the columns that it puts in place of the editor's, once for all rules that
-- take the same. Only what some source said is ever taken: of two in the middle it is the lower.
create function annals_headlines(claims jsonb) returns table(rules int, columns jsonb) language sql immutable parallel safe as $$
  with claim as (
    select n, (c ->> 'said')::int as said, nullif(c -> 'date', 'null') as date, nullif(c -> 'toll', 'null') as toll
      from jsonb_array_elements(claims) with ordinality e(c, n)),
  dates as (
    select array_agg(date order by said desc nulls last, n desc) as newest,
           array_agg(date order by (date -> 'start_earliest')::int, (date -> 'start_latest')::int,
                                   (date -> 'end_earliest')::int, (date -> 'end_latest')::int, n) as ranked
      from claim
     where date is not null),
  tolls as (
    select array_agg(toll order by said desc nulls last, n desc) as newest,
           array_agg(toll order by coalesce(nullif(toll -> 'fat_best', 'null')::int,
                                            greatest(nullif(toll -> 'fat_low', 'null')::int, nullif(toll -> 'fat_high', 'null')::int)), n) as ranked
      from claim
     where toll is not null),
  taken as (
    select 1 as rule, d.newest[1] as date, t.newest[1] as toll from dates d, tolls t
    union all
    select 2, d.ranked[(cardinality(d.ranked) + 1) / 2], t.ranked[(cardinality(t.ranked) + 1) / 2] from dates d, tolls t
    union all
    select 4, d.ranked[1], t.ranked[1] from dates d, tolls t
    union all
    select 8, d.ranked[cardinality(d.ranked)], t.ranked[cardinality(t.ranked)] from dates d, tolls t)
  -- with nothing of the editor's that belongs to another date or toll
  select bit_or(rule), coalesce(date || '{"date_text": null}', '{}')
                       || coalesce(toll || '{"fat_side_a": null, "fat_side_b": null, "fat_civilians": null, "fat_unknown": null}', '{}')
    from taken
   group by date, toll $$;

-- Made anew from what it follows from, so that no column can be forgotten: annals_build_history() calls it.
create function annals_build_headlines() returns void language plpgsql as $$
declare
  eternity constant text := quote_literal('18446744073709551615') || '::xid8';
  stored text; taken text; cols text; name text; d text; written text;
begin
  set local client_min_messages = warning;
  drop schema if exists annals_headline, annals_past_headline cascade;
  drop table if exists event_headline, event_facet_headline;
  -- An event as some rules have it, since its `tx` and until another version of it.
  create table event_headline(like event including generated, rules smallint not null, superseded_tx xid8 not null,
    primary key (id, revision, rules));
  create table event_facet_headline(like event_facet, rules smallint not null, superseded_tx xid8 not null);
  for d in
    select pg_get_indexdef(indexrelid) from pg_index
     where indrelid in ('event'::regclass, 'event_facet'::regclass) and not indisprimary loop
    execute regexp_replace(d, '(UNIQUE )?INDEX event(_facet)?_(\w+) ON public\.event(_facet)? ', 'INDEX event\2_headline_\3 ON public.event\2_headline ');
  end loop;

  select string_agg(quote_ident(attname), ', ' order by attnum), string_agg('r.' || quote_ident(attname), ', ' order by attnum)
    into stored, taken from pg_attribute
   where attrelid = 'event'::regclass and attnum > 0 and not attisdropped and attgenerated = '';
  -- %4$s are the events, as e, and until when they are so
  d := $f$
    with made as (
      insert into public.event_headline(%1$s, rules, superseded_tx)
      select %2$s, h.rules, %3$s
        from %4$s
       cross join lateral annals_headlines(e.claims) h
       cross join lateral jsonb_populate_record(e, h.columns) r
       where e.claims is not null
      returning *)
    insert into public.event_facet_headline(event_id, start_earliest, start_latest, end_earliest, end_latest, toll, span_class, kind,
                                            facet, roles, event_kind, latitude, longitude, claimed, tx, rules, superseded_tx)
    select m.id, m.start_earliest, m.start_latest, m.end_earliest, m.end_latest, m.toll, m.span_class, f.kind,
           f.facet, f.roles, m.kind, m.latitude, m.longitude, true, m.tx, m.rules, m.superseded_tx
      from made m, annals_facets(m.country, m.concerns, m.conflict_ids, m.actor_ids, m.actor_roles, m.tag_ids, m.dyad_ids, m.latitude, m.longitude) f
     where m.live $f$;
  execute format(d, stored, taken, eternity, 'public.event e');
  execute format(d, stored, taken, 'v.superseded_tx',
    '(select * from public.event_history where claims is not null) v
     cross join lateral jsonb_populate_record(null::public.event, to_jsonb(v)) e');
  written := format(d, stored, taken, eternity, 'new_rows n join public.event e on e.id = n.id');
  execute format($f$
    create or replace function annals_headline_insert() returns trigger language plpgsql as $t$
    begin
      if exists (select from new_rows where claims is not null) then %s; end if;
      return null;
    end $t$ $f$, written);
  execute format($f$
    create or replace function annals_headline_update() returns trigger language plpgsql as $t$
    begin
      if exists (select from old_rows where claims is not null) then
        update public.event_headline h set superseded_tx = n.tx from new_rows n where h.id = n.id and h.superseded_tx = %1$s;
        update public.event_facet_headline h set superseded_tx = n.tx from new_rows n where h.event_id = n.id and h.superseded_tx = %1$s;
      end if;
      if exists (select from new_rows where claims is not null) then %2$s; end if;
      return null;
    end $t$ $f$, eternity, written);

  create schema annals_headline;
  create schema annals_past_headline;
  foreach name in array '{event,event_facet}'::text[] loop
    select string_agg(quote_ident(attname), ', ' order by attnum) into cols
      from pg_attribute where attrelid = ('public.' || name)::regclass and attnum > 0 and not attisdropped;
    -- no rule takes anything of an event whose sources say nothing, so that all of them have it as the editor does
    d := format('%s, case when %s then 0 else 15 end as rules', cols, case name when 'event' then 'claims is not null' else 'claimed' end);
    execute format($v$
      create view annals_headline.%1$I as
        select %2$s from (
          select %4$s, %5$s as superseded_tx from public.%1$I
          union all
          select %2$s, rules::int, superseded_tx from public.%3$I) v
         where rules & public.annals_headline() <> 0 and superseded_tx = %5$s $v$,
      name, cols, name || '_headline', d, eternity);
    execute format($v$
      create view annals_past_headline.%1$I as
        select %2$s from (
          select %4$s, %5$s as superseded_tx from public.%1$I
          union all
          select %4$s, superseded_tx from public.%6$I
          union all
          select %2$s, rules::int, superseded_tx from public.%3$I) v
         where rules & public.annals_headline() <> 0
           and tx < public.annals_position() and superseded_tx >= public.annals_position() $v$,
      name, cols, name || '_headline', d, eternity, name || '_history');
  end loop;
end $$;
select annals_build_headlines();
create trigger event_headline_insert after insert on event referencing new table as new_rows for each statement execute function annals_headline_insert();
create trigger event_headline_update after update on event referencing new table as new_rows old table as old_rows for each statement execute function annals_headline_update();

-- Has the rest of this transaction read by a rule, at the position that it reads at. Gives the schema.
create function annals_take_headline(rule int) returns text language plpgsql as $$
declare
  way constant text := case when current_setting('search_path') like 'annals\_past%' then 'annals_past_headline' else 'annals_headline' end;
begin
  perform set_config('annals.headline', rule::text, true),
          set_config('search_path', case way when 'annals_headline' then 'annals_headline, public' else 'annals_past_headline, annals_past, public' end, true);
  return way;
end $$;
