-- Events as real ones are spread, in random order of their dates, so that neighbours in time lie on
-- different pages of the table: the worst case for a page of a list. The seed makes them the same in
-- every run.
select setseed(0.20130111);

insert into actor(name) select 'Actor ' || n from generate_series(1, 600) n;
insert into conflict(name) select 'Conflict ' || n from generate_series(1, 150) n;
insert into dyad(name, conflict) select 'Dyad ' || n, 1 + n % 150 from generate_series(1, 300) n;
insert into tag(name) select 'tag-' || n from generate_series(1, 60) n;
insert into dataset(id, code, name) values (1000, 'small', 'A small data set');

insert into event(
    start_earliest, start_latest, end_earliest, end_latest, members, members_kind, edtf, date_precision,
    date_qualifier, ongoing, confirmed, title, kind, kind_branch, violence_type, status, reason,
    tag_ids, place_name, country, latitude, longitude, place_precision, concerns, conflict_ids, dyad_ids,
    actor_ids, actor_roles, fat_low, fat_best, fat_high, sources, source_count, links, extra, origin_dataset,
    origin_key, content_hash, revision, recorded_by)
with
drawn as materialized (
    select n, random() as shape, random() as late, random() as burst, (4 * random() * random() * 30)::int as long,
           random() as kind, random() as violence, random() as status, random() as qualifier,
           random() as country, random() as place, random() as concern, random() as conflict,
           random() as dyad, random() as actors, random() as actor, random() as tags, random() as tag,
           random() as toll, random() as known, random() as dataset, random() as linked
      from generate_series(1, :events) n),
-- 1989 to 2024, more and more; some on the first of a month, when many things are dated
begun as (
    select *, case when burst < 0.1 then day - extract(day from date '1970-01-01' + day)::int + 1 else day end as d
      from (select *, 6940 + (13100 * sqrt(late))::int as day from drawn) days),
dated as (
    select b.*, s.*
      from begun b
      cross join lateral (
          select 'day' as p, d as se, d as sl, d as ee, d as el, null::int4range[] as members, null as rule where shape < 0.70
          union all select 'range', d, d + long, d, d + long, null, null where shape >= 0.70 and shape < 0.80
          union all select 'month', d - d % 30, d - d % 30 + 29, d - d % 30, d - d % 30 + 29, null, null where shape >= 0.80 and shape < 0.87
          union all select 'year', d - d % 365, d - d % 365 + 364, d - d % 365, d - d % 365 + 364, null, null where shape >= 0.87 and shape < 0.91
          -- went on from one day to another; from some day of a month to some day of another
          union all select 'day', d, d, d + long * 5, d + long * 5, null, null where shape >= 0.91 and shape < 0.95
          union all select 'month', d, d + 29, d + 60, d + 90, null, null where shape >= 0.95 and shape < 0.97
          union all select 'decade', d - d % 3652, d - d % 3652 + 3651, d - d % 3652, d - d % 3652 + 3651, null, null where shape >= 0.97 and shape < 0.975
          -- goes on; end not known; beginning not known; without beginning
          union all select 'day', d, d, 20454, 2147483647, null, null where shape >= 0.975 and shape < 0.98
          union all select 'day', d, d, d, 2147483647, null, null where shape >= 0.98 and shape < 0.982
          union all select 'month', -2147483648, d + 29, d, d + 29, null, null where shape >= 0.982 and shape < 0.984
          union all select 'year', -2147483648, -2147483648, d, d + 364, null, null where shape >= 0.984 and shape < 0.985
          -- one of two days, all of two days
          union all select 'range', d, d + long + 2, d, d + long + 2,
                           array[int4range(d, d + 1), int4range(d + long + 2, d + long + 3)], 'one_of' where shape >= 0.985 and shape < 0.993
          union all select 'range', d, d, d + long + 2, d + long + 2,
                           array[int4range(d, d + 1), int4range(d + long + 2, d + long + 3)], 'all_of' where shape >= 0.993) s),
codes as (
    select (select array_agg(id order by md5(alpha3)) from country where iso) as countries,
           (select array_agg(id order by md5(code)) from kind) as kinds)
select e.se, e.sl, e.ee, e.el, e.members, e.rule, '1970-01-01', e.p,
       (case when qualifier < 0.03 then 'uncertain' when qualifier < 0.06 then 'approximate' when qualifier < 0.066 then 'both' end)::date_qualifier,
       false, null,
       -- a word of every third event, of every twentieth, of every thousandth
       'Event ' || n || case when n % 3 = 0 then ' attack' else '' end || case when n % 20 = 7 then ' convoy' else '' end
         || case when n % 1000 = 11 then ' parley' else '' end, k.id, k.branch,
       (case when violence < 0.6 then 'state-based' when violence < 0.75 then 'non-state' when violence < 0.9 then 'one-sided' end)::violence_type,
       (case when status < 0.4 then 'reported' when status < 0.95 then 'confirmed' when status < 0.98 then 'disputed' else 'retracted' end)::event_status,
       case when status >= 0.98 then 'A mistake.' end,
       (select coalesce(array_agg(distinct 1 + ((60 * power(tag, 2))::int + i * 7) % 60), '{}') from generate_series(1, (tags * 3.3)::int - 1) i),
       'A place',
       -- the commonest country and the commonest kind hardly ever meet
       case when place < 0.97 then countries[case when e.kind < 0.088 and country < 0.29 and n % 997 > 0 then 3
                                             else 1 + (19.9 * power(country, 3))::int end] end,
       case when place < 0.9 then 80 * (place - 0.5) end, case when place < 0.9 then 300 * (country - 0.5) end,
       (case when place < 0.5 then 'exact' when place < 0.65 then 'near' when place < 0.77 then 'district' when place < 0.88 then 'region'
             when place < 0.895 then 'linear' when place < 0.97 then 'country' when place < 0.975 then 'international' end)::place_precision,
       case when concern < 0.08 then array[countries[1 + (19.9 * concern / 0.08)::int]] else '{}' end,
       case when conflict < 0.95 then array[1 + (149 * power(conflict / 0.95, 2))::int] else '{}' end,
       case when dyad < 0.9 then array[1 + (299 * power(dyad / 0.9, 2))::int] else '{}' end,
       a.ids, a.roles,
       least, case when known < 0.8 then least end, (least * 1.5)::int,
       '[{"name": "A newspaper", "url": "https://newspaper.example/what-happened", "published": "2013-01-12"}]', 1,
       case when linked < 0.01 then jsonb_build_array(jsonb_build_object('rel', 'part-of', 'origin',
           jsonb_build_object('dataset', 'ucdp-ged', 'key', (1 + n / 2)::text))) else '[]' end,
       jsonb_build_object('ucdp-ged', jsonb_build_object('relid', repeat('NIG-1990-3-0', 20 + n % 20))),
       case when dataset < 0.9 then 2 when dataset < 0.97 then 1 else 1000 end, n::text, decode(md5(n::text), 'hex'), 1, 'generator'
  from dated e
  cross join codes
  cross join lateral (select case when known < 0.9 then floor(exp(5 * power(toll, 5)) - 1)::int end as least) t
  cross join lateral (
      select array_agg(1 + ((599 * power(actor, 3))::int + i * 37) % 600) as ids,
             array_agg(((actor * 1000)::int + i) % 9)::smallint[] as roles
        from generate_series(1, 1 + (actors * 2.8)::int) i) a
  join kind k on k.id = kinds[1 + (64 * power(e.kind, 2))::int]
 order by md5(n::text);

-- some are duplicates of another, and some were edited, as in a database that is lived in
update event set merged_into = id - 1, revision = revision + 1 where id % 211 = 0;
update event set title = title || ', corrected', revision = revision + 1 where id % 50 = 7;
