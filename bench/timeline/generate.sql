-- Fills an empty database of Annals with events to measure counting on.
-- usage: psql -v events=1000000 -f generate.sql
--
-- Of 1,000 events 678 are of a day, 140 of a month, 100 went on for days, 45 are of a year, 20 are
-- uncertain at both ends, 1 of a decade, 2 without a known beginning, 4 without a known end, 10 have gaps.
-- Years grow denser from 1989 to 2025; countries, conflicts and kinds are as skewed as in real data.
\set ON_ERROR_STOP on
select setseed(0.25);
insert into conflict(name) select 'Conflict ' || n from generate_series(1, 3000) n;
insert into actor(name) select 'Actor ' || n from generate_series(1, 4600) n;
insert into tag(name) select 'tag ' || n from generate_series(1, 300) n;
alter table event disable trigger user;
\timing on
with country_at as (select array_agg(id order by md5(alpha3)) as ids from country),
kind_at as (select array_agg(id order by md5(code)) as ids, array_agg(branch order by md5(code)) as branches from kind),
first_conflict as (select min(id) as id from conflict), first_actor as (select min(id) as id from actor), first_tag as (select min(id) as id from tag),
drawn as (
  select n, random() as form, 1989 + floor(37 * sqrt(random()))::int as year, floor(365 * random())::int as day_of_year,
         floor(-12 * ln(1 - random() * 0.9999))::int + 1 as days, power(random(), 3) as country_draw, power(random(), 2) as kind_draw,
         floor(20 * power(random(), 2))::int as conflict_draw, random() as toll_draw, random() as known, random() as place_draw,
         floor(4600 * power(random(), 2))::int as actor_draw, floor(300 * power(random(), 2))::int as tag_draw,
         random() as latitude_draw, random() as longitude_draw
    from generate_series(1, :events) n),
placed as (
  select d.*, make_date(year, 1, 1) - date '1970-01-01' as first, make_date(year, 12, 31) - date '1970-01-01' as last,
         make_date(year, 1, 1) - date '1970-01-01' + day_of_year as day,
         (date_trunc('month', make_date(year, 1, 1) + day_of_year))::date - date '1970-01-01' as month,
         (date_trunc('month', make_date(year, 1, 1) + day_of_year) + interval '1 month')::date - date '1970-01-01' - 1 as month_end,
         floor(cardinality(c.ids) * country_draw)::int + 1 as country_place, c.ids[floor(cardinality(c.ids) * country_draw)::int + 1] as country,
         k.ids[floor(cardinality(k.ids) * kind_draw)::int + 1] as kind, k.branches[floor(cardinality(k.ids) * kind_draw)::int + 1] as branch,
         case when known < 0.05 then null when toll_draw < 0.55 then 0 else floor(power(1 - toll_draw + 0.0001, -0.7))::int end as best
    from drawn d, country_at c, kind_at k)
insert into event(start_earliest, start_latest, end_earliest, end_latest, members, members_kind, edtf, date_precision, ongoing,
                  title, description, kind, kind_branch, violence_type, status, tag_ids, place_name, country, latitude, longitude, place_precision,
                  concerns, conflict_ids, dyad_ids, actor_ids, actor_roles, fat_low, fat_best, fat_high, sources, links,
                  origin_dataset, origin_key, content_hash, revision, recorded_by)
select case when form < 0.678 then day when form < 0.818 then month when form < 0.918 then day when form < 0.963 then first
            when form < 0.983 then day when form < 0.984 then first when form < 0.986 then -2147483648 else day end,
       case when form < 0.678 then day when form < 0.818 then month_end when form < 0.918 then day when form < 0.963 then last
            when form < 0.983 then day + days when form < 0.984 then first + 3652 when form < 0.986 then last when form < 0.990 then day
            when form < 0.995 then day + 30 + days else day end,
       case when form < 0.678 then day when form < 0.818 then month when form < 0.918 then day + days when form < 0.963 then first
            when form < 0.983 then day + 10 + days when form < 0.984 then first when form < 0.986 then first when form < 0.990 then day
            when form < 0.995 then day else day + 30 + days end,
       case when form < 0.678 then day when form < 0.818 then month_end when form < 0.918 then day + days when form < 0.963 then last
            when form < 0.983 then day + 30 + days when form < 0.984 then first + 3652 when form < 0.986 then last when form < 0.990 then 2147483647
            else day + 30 + days end,
       case when form >= 0.990 then array[int4range(day, day + 1), int4range(day + 10, day + 12), int4range(day + 30 + days, day + 31 + days)] end,
       case when form < 0.990 then null when form < 0.995 then 'one_of' else 'all_of' end,
       '2013', 'day', false,
       'Event ' || n, repeat('what is told of it ', 10 + (n % 25)::int), kind, branch, 'state-based', 'reported', array[t.id + tag_draw], 'Place', country,
       greatest(-89, least(89, (country_place * 53) % 110 - 50 + 8 * latitude_draw)), greatest(-179, least(179, (country_place * 37) % 340 - 170 + 8 * longitude_draw)),
       (array['exact', 'near', 'near', 'district', 'region', 'country'])[1 + floor(6 * place_draw)::int]::place_precision,
       '{}', array[f.id + (country_place * 12 + conflict_draw) % 3000], '{}', array[a.id + actor_draw, a.id + (actor_draw + 7) % 4600], '{0,1}',
       best / 2, best, best * 2, '[]', '[]', 2, n::text, '', 1, 'bench'
  from placed, first_conflict f, first_actor a, first_tag t;
alter table event enable trigger user;
analyze event;
select annals_rollup_rebuild();
vacuum analyze rollup;
vacuum rollup_pending;
vacuum event;
select pg_size_pretty(pg_table_size('event')) as events, pg_size_pretty(pg_table_size('rollup')) as sums,
       pg_size_pretty(pg_indexes_size('rollup')) as sums_indexes, (select count(*) from rollup) as sums_rows;
