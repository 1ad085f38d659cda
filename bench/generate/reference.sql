-- What the generated events are made of: the rows of the UCDP sample in bench.raw, made typed; towns
-- around their places; actors, conflicts and dyads, of which the sample names a part; sentences.
select setseed(0.1989);

-- Three of the last years stand in for the three after the sample ends.
create table bench.sample as
with aged as (
  select r.*, r.year::int as y from bench.raw r
  union all
  select r.*, r.year::int + 3 from bench.raw r where r.year::int between 2020 and 2022)
select row_number() over (order by y, id::bigint)::int as n, y,
       rank() over (order by y) - 1 as before, count(*) over (partition by y) as in_year,   -- rows of the sample
       date_prec::int as date_prec,
       least(date_end::timestamp::date - date_start::timestamp::date, 365) as days,
       (array['state-based', 'non-state', 'one-sided']::violence_type[])[type_of_violence::int] as violence_type,
       (array['exact', 'near', 'district', 'region', 'linear', 'country', 'international']::place_precision[])[where_prec::int] as place_precision,
       (select g.country from country_gw g
         where g.gw = country_id::int and g.since <= y order by g.since desc limit 1) as country,
       latitude::float8 as latitude, longitude::float8 as longitude, where_coordinates as place,
       nullif(adm_1, '') as admin1, nullif(adm_2, '') as admin2, side_a, side_b,
       dense_rank() over (order by side_a_new_id::int)::int as actor_a,
       dense_rank() over (order by side_b_new_id::int)::int as actor_b,
       dense_rank() over (order by conflict_new_id::int)::int as conflict,
       dense_rank() over (order by dyad_new_id::int)::int as dyad,
       low::int as low, best::int as best, high::int as high, deaths_a::int as deaths_a, deaths_b::int as deaths_b,
       deaths_civilians::int as deaths_civilians, deaths_unknown::int as deaths_unknown, event_clarity = '2' as aggregate,
       side_b ilike 'civilians' as against_civilians
  from aged;
create unique index on bench.sample(n);

-- GED names some 1,900 parties that are no government and as many dyads, the sample a sixth: each of
-- its parties stands for eight, the first of which has half of the events.
insert into actor(id, name)
select distinct on (actor_a) 1000 + actor_a, side_a from bench.sample order by actor_a;
insert into actor(id, name)
select distinct on (actor_b, v) 2000 + (actor_b - 1) * 8 + v, case v when 0 then side_b else side_b || ' ' || v end
  from bench.sample cross join generate_series(0, 7) v order by actor_b, v;
insert into conflict(id, name)
select distinct on (conflict, v) 1000 + (conflict - 1) * 8 + v, side_a || ' in conflict ' || conflict || '.' || v
  from bench.sample cross join generate_series(0, 7) v order by conflict, v;
insert into dyad(id, name, conflict)
select distinct on (dyad, v) 1000 + (dyad - 1) * 8 + v, side_a || ' - ' || side_b || ' ' || v, 1000 + (conflict - 1) * 8 + v
  from bench.sample cross join generate_series(0, 7) v order by dyad, v;
insert into tag(id, name) select 1000 + n, 'tag ' || n from generate_series(0, 299) n;
insert into dataset(id, code, name) values (1000, 'candidate', 'Candidate events'), (1001, 'small', 'A small data set');

-- Common words as often as their rank says, and names that are rare.
create table bench.word as
select rank::int, word from unnest(string_to_array(
  'the of in and a to were by on was at that forces killed from with people for attack troops government police reported said '
  'army soldiers civilians village fighters group armed two between three district near rebels security men area had after least '
  'city which during clashes town local army''s camp militants when wounded province their several members as it an residents been '
  'clash four road base others including officials positions military house one gunmen houses convoy market spokesman sources '
  'fire night opened shelling bomb exploded injured five into against ambush women children claimed over commander patrol its border '
  'region where early morning dead some six post other outside battle checkpoint bodies attacked not while rockets mortar central '
  'north south east west eastern northern southern western hospital school bridge river mountain valley farmers herders cattle fled '
  'displaced burned looted captured released taken hostage negotiations ceasefire withdrawal airstrike helicopter artillery mine '
  'roadside vehicle bus church mosque funeral protest crowd station headquarters barracks prison airport harbour factory field '
  'evening afternoon weekend Monday Tuesday Wednesday Thursday Friday Saturday Sunday witness doctor journalist aid worker elder '
  'chief mayor governor minister president parliament election ballot campaign', ' ')) with ordinality w(word, rank);
insert into bench.word
select (select max(rank) from bench.word) + n,
       initcap(s.syllables[1 + n % 40] || s.syllables[1 + n / 40 % 40] || case when n > 1600 then s.syllables[1 + n / 1600 % 40] else 'n' end)
  from generate_series(1, 12000) n,
       (select string_to_array('ba ka lo mi nu ra sho ti dar ven kor al en gu hé jo zar bel mar tan qu os ir um fa dé li pol sen wa ya çe rin ghu tel ano sík bu or kha', ' ') as syllables) s;
create table bench.sentence as
select s.n, upper(left(s.text, 1)) || substr(s.text, 2) || '.' as text
  from (select d.n, string_agg(w.word, ' ' order by d.k) as text
          from (select n, k,
                       case when random() < 0.78 then ceil(exp(random() * ln(c.common)))::int
                            else c.common + ceil(exp(random() * ln(12000)))::int end as rank
                  from generate_series(0, 19999) n cross join generate_series(1, 22) k
                 cross join (select max(rank) - 12000 as common from bench.word) c
                 where k <= 11 + n % 12) d
          join bench.word w on w.rank = d.rank
         group by d.n) s;

-- The place of a sample row and eleven towns around it; the sample has 819 places in 1,000 events.
create table bench.town as
select s.n, k, case when k = 0 or place_precision in ('country', 'international') then s.place else w.word end as place,
       greatest(-89, least(89, round((s.latitude + case when k = 0 or place_precision in ('country', 'international') then 0 else (random() - 0.5) * 1.5 end)::numeric, 4)))::float8 as latitude,
       greatest(-179.9, least(179.9, round((s.longitude + case when k = 0 or place_precision in ('country', 'international') then 0 else (random() - 0.5) * 1.5 end)::numeric, 4)))::float8 as longitude
  from bench.sample s cross join generate_series(0, 11) k
  join bench.word w on w.rank = (select max(rank) - 12000 from bench.word) + 1 + (s.n * 12 + k) % 12000;
analyze bench.sample, bench.sentence, bench.town;

-- The kind that imports give comes first, with most events, then the others.
create table bench.kind as
select (row_number() over (order by code <> 'violence', md5(code)) - 1)::int as n, id, branch from kind;
analyze bench.kind;
