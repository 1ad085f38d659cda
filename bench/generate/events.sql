-- Events :first to :last of :total. Each is a row of the sample of about its time, moved: its day by the
-- share of the events before it, so that years are as full as in the sample; its place to a town nearby;
-- its parties to some of those that the sample's stand for. All else is as in the sample, apart from what
-- UCDP does not have: descriptions, tags, finer kinds, third parties, dates other than "some day in".
-- They go in in the order of their first days, as an import puts them in.
insert into event(id, start_earliest, start_latest, end_earliest, end_latest, members, members_kind, edtf, date_precision, ongoing,
                  title, description, kind, kind_branch, violence_type, aggregate, status, reason, tag_ids,
                  place_name, country, admin1, admin2, latitude, longitude, place_precision, concerns,
                  conflict_ids, dyad_ids, actor_ids, actor_roles,
                  fat_low, fat_best, fat_high, fat_side_a, fat_side_b, fat_civilians, fat_unknown, sources, source_count, links, extra,
                  origin_dataset, origin_key, origin_version, origin_hash, content_hash, revision, recorded_by)
with drawn as materialized (
  select i, (i - 0.5) / :total * samples as place, samples, random() as near, random() as form, random() as town,
         random() as party, random() as third, random() as third_of, random() as kind, random() as tagged, random() as tag,
         random() as dataset, random() as status, random() as s1, random() as s2, random() as s3, random() as s4
    from generate_series(:first::int, :last::int) i cross join (select max(n) as samples from bench.sample) m),
based as (
  select d.*, s.*, t.place as town_name, t.latitude as town_latitude, t.longitude as town_longitude,
         least(7, floor(8 * power(party, 2.5)))::int as v,
         make_date(c.y, 1, 1) + floor(365 * (d.place - c.before) / c.in_year)::int as day, make_date(c.y, 12, 31) as new_year
    from drawn d
    join bench.sample c on c.n = ceil(d.place)::int
    join bench.sample s on s.n = greatest(1, least(d.samples, ceil(d.place + (d.near - 0.5) * 80)))::int
    join bench.town t on t.n = s.n and t.k = floor(12 * power(d.town, 2))::int),
begun as (
  select b.*, case when date_prec = 5 and days > 300 then date_trunc('year', day)::date
                   when date_prec >= 4 and days > 26 then date_trunc('month', day)::date else day end as began
    from based b),
ended as (
  select b.*, case when days > 300 then new_year
                   when date_prec >= 4 and days between 27 and 31 then (date_trunc('month', began) + interval '1 month')::date - 1
                   else least(began + days, new_year) end as ended,
         case when form < 0.02 then 'lasted' when form < 0.0225 then 'gaps' when form < 0.0245 then 'open' else 'some day' end as shape
    from begun b),
dated as (
  select e.*, began - date '1970-01-01' as f, ended - date '1970-01-01' as l from ended e)
select e.i,
       f, case shape when 'some day' then l else f end,
       case shape when 'some day' then f when 'lasted' then f + 1 + (i % 60)::int when 'gaps' then f + 9 else f end,
       case shape when 'some day' then l when 'lasted' then f + 1 + (i % 60)::int when 'gaps' then f + 9 else 2147483647 end,
       case shape when 'gaps' then array[int4range(f, f + 1), int4range(f + 9, f + 10)] end,
       case shape when 'gaps' then 'all_of' end,
       case shape when 'lasted' then began || '/' || (began + 1 + (i % 60)::int)
                  when 'gaps' then '{' || began || ',' || (began + 9) || '}'
                  when 'open' then began || '/'
                  else case when f = l then began::text else '[' || began || '..' || ended || ']' end end,
       case when shape = 'gaps' or shape = 'some day' and f < l then 'range' else 'day' end, false,
       left(side_a || ' – ' || case when against_civilians or v = 0 then side_b else side_b || ' ' || v end || ', ' || town_name, 200),
       a.text || ' ' || b.text || case when s3 < 0.9 then ' ' || c.text else '' end || case when s4 < 0.6 then ' ' || z.text else '' end,
       k.id, k.branch, violence_type, aggregate,
       (case when status < 0.95 then 'confirmed' when status < 0.99 then 'reported' when status < 0.999 then 'disputed' else 'retracted' end)::event_status,
       case when status >= 0.999 then 'Not an event of its own' end,
       case when tagged < 0.5 then array[1000 + floor(300 * power(tag, 2))::int] else '{}' end,
       town_name, country, admin1, admin2, town_latitude, town_longitude, place_precision, '{}',
       array[1000 + (conflict - 1) * 8 + v], array[1000 + (dyad - 1) * 8 + v],
       array[1000 + actor_a, 2000 + (actor_b - 1) * 8 + case when against_civilians then 0 else v end]
         || case when third < 0.4 then array[2000 + floor(8 * parties.number * power(third_of, 2))::int] else '{}' end,
       case when against_civilians then '{4,5}'::smallint[] else '{0,1}' end || case when third < 0.4 then '{2}'::smallint[] else '{}' end,
       low, best, high, deaths_a, deaths_b, deaths_civilians, deaths_unknown,
       jsonb_build_array(jsonb_build_object('name', 'A newspaper', 'published', ended::text, 'headline', left(d.text, 70))), 1, '[]',
       jsonb_build_object('ucdp-ged', jsonb_build_object('relid', 'GEN-' || to_char(began, 'YYYY') || '-' || i || '-' || conflict)),
       case when dataset < 0.9 then 2 when dataset < 0.99 then 1000 else 1001 end, i::text, '23.1',
       decode(md5(i::text), 'hex'), decode(md5(i::text), 'hex'), 1, 'generator'
  from dated e
  cross join (select count(distinct actor_b) as number from bench.sample) parties
  join bench.kind k on k.n = case when kind < 0.6 then 0 else floor(60 * power((kind - 0.6) / 0.4, 2))::int end
  join bench.sentence a on a.n = floor(20000 * s1)::int
  join bench.sentence b on b.n = floor(20000 * s2)::int
  join bench.sentence c on c.n = floor(20000 / 0.9 * s3)::int % 20000
  join bench.sentence z on z.n = floor(20000 / 0.6 * s4)::int % 20000
  join bench.sentence d on d.n = (i % 20000)::int
 order by e.f, e.i
