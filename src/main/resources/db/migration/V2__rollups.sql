-- Running sums, so that counting in buckets costs the number of buckets and not that of events.
--
-- What an event does to the counts of a day, a month or a year is a handful of signed steps ("from this
-- bucket on one more event may be under way"). The steps of all live events are added up in `rollup`
-- by what they are asked for (`dim`, `key`), and a histogram is a walk over the sums of one key.
--
-- Writers leave a row in `rollup_pending`, insert only, so that they never wait for each other on a
-- busy bucket; annals_rollup_fold() moves those rows into the sums. Readers add what is still pending
-- in their own snapshot, so every answer is exact to the last commit.
--
-- grain  0 day, 2 month, 4 year; 6 all of time in one bucket; 7 all of time by a second key, which is the
--        bucket. What is asked by week, quarter or decade (1, 3, 5) is added up from the grain below; the few things that cannot be are steps of their
--        own, roles 16 to 19, whose bucket is that wider one.
-- bucket first day of the bucket; the infinities stay as they are.
-- dim    0 all, 1 country (place or concern), 2 conflict, 3 kind, 4 branch, 5 data set: in all grains;
--        in grain 6 also 6 status, 7 class of violence, 8 place precision (these three by their place in
--        the enum), 9 actor, 11 tag, 12 cell of a quarter of a degree, 13 the same for places that are
--        not known to be near, 14 country of an event that has no point of its own; in grain 7 two of these,
--        the first of 1 to 5, the second any but 0 and 4, as 100 times the first and the second.
-- role   0 began and ended in the bucket, for certain
--        1 began in the bucket, for certain
--        2 may have begun from the bucket on      3 may have begun up to the bucket, not later
--        4 expected to have begun, a day          5 less than 4 says, in this bucket only
--        6 may be under way from the bucket on    7 up to the bucket
--        8 is under way for certain from it on    9 up to it
--       10 is under way for certain at some time in the bucket, no day of it being certain
--       11 its beginning is unbounded
--       12 13, 14 15 like 2 3, 6 7 of a date with gaps, after its first stretch and before its last
--       16 began in the wider bucket for certain, which no bucket below says
--       17, 18 what 2 and 12, 6 and 14 count twice in the wider bucket
--       19 like 10, of the wider bucket
-- Roles 4 and 5 are whole numbers, so that adding and taking away cancel exactly: 2^-32 of an event,
-- 2^-20 of a death. What a division leaves over falls on the last day, so that shares add up to the whole.
create table rollup(
  dim     smallint not null,        -- the small ones first, since the others are aligned
  grain   smallint not null,
  role    smallint not null,
  key     int not null,
  bucket  int not null,
  events  bigint not null,
  low     bigint not null,
  best    bigint not null,
  high    bigint not null,
  unknown bigint not null,          -- events without a best estimate
  primary key (dim, key, grain, bucket, role)) with (fillfactor = 80);

-- what is asked of all time without naming a key
create index rollup_ever on rollup(dim, key) where grain = 6;

-- The columns of events that are counted, as they are in `event`, once per change and side.
create table rollup_pending(
  sign            smallint not null,
  start_earliest  int not null,
  start_latest    int not null,
  end_earliest    int not null,
  end_latest      int not null,
  members         int4range[],
  members_kind    text,
  fat_low         int,
  fat_best        int,
  fat_high        int,
  kind            smallint not null,
  kind_branch     smallint not null,
  violence_type   violence_type,
  status          event_status not null,
  country         int,
  concerns        int[] not null,
  latitude        float8,
  longitude       float8,
  place_precision place_precision,
  conflict_ids    int[] not null,
  actor_ids       int[] not null,
  tag_ids         int[] not null,
  origin_dataset  smallint not null) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000);

-- what counts events in a range must know the dates with gaps whose hull holds all of it, but no member
create index event_gaps on event(span_class, start_earliest, end_latest) where live and members is not null;

---------------------------------------------------------------------------------------------- steps

-- first day of the bucket that holds a day; units as in rollup.grain, weeks begin on Monday
create function annals_bucket(unit int, day int) returns int language plpgsql immutable parallel safe as $$
declare fromMarch bigint; era bigint; doe int; yoe int; doy int; m int; y bigint;
begin
  if unit = 0 or day = -2147483648 or day = 2147483647 then return day; end if;
  if unit = 1 then return day - (((day + 3) % 7) + 7) % 7; end if;
  fromMarch := day::bigint + 719468;                                 -- days since 1 March 0000
  era := floor(fromMarch / 146097.0);
  doe := fromMarch - era * 146097;
  yoe := (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  doy := doe - (365 * yoe + yoe / 4 - yoe / 100);
  m := (5 * doy + 2) / 153;                                          -- months since March
  if unit = 2 then return day - (doy - (153 * m + 2) / 5); end if;
  y := yoe + era * 400 + case when m > 9 then 1 else 0 end;
  if unit = 3 then
    m := (m + 2) % 12 / 3 * 3 + 1;
  else
    if unit = 5 then y := y - ((y % 10) + 10) % 10; end if;
    m := 1;
  end if;
  if m <= 2 then y := y - 1; end if;
  era := floor(y / 400.0);
  yoe := y - era * 400;
  return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + (153 * ((m + 9) % 12) + 2) / 5 - 719468;
end $$;

-- the buckets of the four bounds in each grain, and the wider bucket where only that one is certain
create function annals_places(grains int[], se int, sl int, ee int, el int)
returns table(grain int, bs int, bl int, be int, bx int, wide_onset int, wide_sure int)
language plpgsql immutable parallel safe rows 3 as $$
declare ws int;
begin
  foreach grain in array grains loop
    bs := annals_bucket(grain, se);
    bl := case when sl = se then bs else annals_bucket(grain, sl) end;
    be := case when ee = se then bs when ee = sl then bl else annals_bucket(grain, ee) end;
    bx := case when el = sl then bl when el = ee then be else annals_bucket(grain, el) end;
    wide_onset := null;
    wide_sure := null;
    if bs <> bl and se > -2147483648 and sl < 2147483647 then
      ws := annals_bucket(grain + 1, bs);
      if ws = annals_bucket(grain + 1, bl) then wide_onset := ws; end if;
    end if;
    if sl > ee and be <> bl and ee > -2147483648 and sl < 2147483647 then
      ws := annals_bucket(grain + 1, be);
      if ws = annals_bucket(grain + 1, bl) then wide_sure := ws; end if;
    end if;
    return next;
  end loop;
end $$;

-- The steps of a date without gaps whose bounds lie in these buckets, as factors: `events` of what is
-- counted, `deaths` of a number of deaths, `share` of the share of them that falls on a day.
create function annals_shape(se int, sl int, ee int, el int, bs int, bl int, be int, bx int, wide_onset int, wide_sure int)
returns table(bucket int, role smallint, events bigint, deaths bigint, share bigint)
language sql immutable parallel safe as $$
  select bs, 0::smallint, 1::bigint, 1::bigint, 0::bigint
   where bs = bl and bl = be and be = bx
  union all
  select s.bucket, s.role::smallint, 1::bigint, 1::bigint, 0::bigint
    from (values
      (1,  bs, bs = bl),
      (2,  bs, bs <> bl),
      (3,  bl, bs <> bl),
      (6,  bs, true),
      (7,  bx, true),
      (8,  bl, sl <= ee),
      (9,  be, sl <= ee),
      (10, bl, sl > ee and bl = be),
      (16, wide_onset, wide_onset is not null),
      (19, wide_sure, wide_sure is not null)) s(role, bucket, holds)
   where (bs <> bl or bl <> be or be <> bx) and s.holds
  union all
  select -2147483648, 11::smallint, 1::bigint, 1::bigint, 0::bigint
   where se = -2147483648 or sl = 2147483647
  union all
  select s.bucket, s.role::smallint, 4294967296 / (sl::bigint - se + 1) * s.days + 4294967296 * s.whole, 1048576 * s.whole, s.days
    from (values
      (4, bs, 1::bigint, 0::bigint),
      (5, bs, se::bigint - bs, 0),
      (4, bl, -1, 0),
      (5, bl, bl::bigint - se, -1)) s(role, bucket, days, whole)
   where bs <> bl and se > -2147483648 and sl < 2147483647 $$;

-- the share of a number of deaths that falls on each day of an onset, rounded down
create function annals_share(deaths int, se int, sl int) returns bigint language sql immutable parallel safe
  return case when deaths <> 0 and se <> sl then deaths * 1048576::bigint / (sl::bigint - se + 1) else 0 end;

create function annals_steps(se int, sl int, ee int, el int, bs int, bl int, be int, bx int, wide_onset int, wide_sure int,
  low int, best int, high int)
returns table(bucket int, role smallint, events bigint, low bigint, best bigint, high bigint, unknown bigint)
language sql immutable parallel safe as $$
  select s.bucket, s.role, s.events,
         coalesce($11, 0) * s.deaths + annals_share($11, se, sl) * s.share,
         coalesce($12, 0) * s.deaths + annals_share($12, se, sl) * s.share,
         coalesce($13, 0) * s.deaths + annals_share($13, se, sl) * s.share,
         ($12 is null)::int * s.events
    from annals_shape(se, sl, ee, el, bs, bl, be, bx, wide_onset, wide_sure) s $$;

-- The steps of a date with gaps, in the buckets of a unit, or in those that begin on the days of
-- `starts`. Members are in the order of their first days.
create function annals_gap_steps(grain int, starts int[], se int, sl int, ee int, el int, members int4range[], one_of boolean,
  fat_low int, fat_best int, fat_high int)
returns table(bucket int, role smallint, events bigint, low bigint, best bigint, high bigint, unknown bigint)
language plpgsql immutable parallel safe rows 20 as $$
declare
  worth constant bigint[] := array[1, coalesce(fat_low, 0), coalesce(fat_best, 0), coalesce(fat_high, 0), (fat_best is null)::int];
  scale constant bigint[] := array[4294967296, 1048576, 1048576, 1048576, 4294967296];
  bs int; bl int; be int; bx int;
  firsts int[] := '{}'; lasts int[] := '{}';      -- the stretches of buckets that members meet
  m int4range; f int; l int; bf int; b_l int; days bigint := 0; n int; i int;
  whole int[] := '{}'; w int;
  r record;
begin
  bs := annals_gap_bucket(grain, starts, se); bl := annals_gap_bucket(grain, starts, sl);
  be := annals_gap_bucket(grain, starts, ee); bx := annals_gap_bucket(grain, starts, el);
  if se = -2147483648 or sl = 2147483647 then return query select -2147483648, 11::smallint, worth[1], worth[2], worth[3], worth[4], worth[5]; end if;
  if bs = bl and bl = be and be = bx then
    return query select bs, 0::smallint, worth[1], worth[2], worth[3], worth[4], worth[5];
    return;
  end if;
  foreach m in array members loop
    f := coalesce(lower(m), -2147483648); l := coalesce(upper(m) - 1, 2147483647);
    bf := annals_gap_bucket(grain, starts, f); b_l := annals_gap_bucket(grain, starts, l);
    n := cardinality(firsts);
    if n > 0 and bf <= lasts[n] then lasts[n] := greatest(lasts[n], b_l);
    else firsts := firsts || bf; lasts := lasts || b_l; end if;
    days := days + (l::bigint - f + 1);
    if bf = b_l and bf <> all(whole) then whole := whole || bf; end if;
  end loop;
  n := cardinality(firsts);
  for r in
    -- under way, possibly: at the members
    select case when o = 1 then 6 else 14 end as role, firsts[o] as bucket, 1 as c from generate_series(1, n) o
    union all select case when o = n then 7 else 15 end, lasts[o], 1 from generate_series(1, n) o
    union all select 18, annals_bucket(grain + 1, firsts[o]), -1 from generate_series(2, n) o
      where starts is null and annals_bucket(grain + 1, firsts[o]) = annals_bucket(grain + 1, lasts[o - 1])
    -- begun, possibly: at the members, or of several days, all of which are meant, at the first
    union all select 1, bs, 1 where bs = bl
    union all select case when o = 1 then 2 else 12 end, firsts[o], 1 from generate_series(1, n) o where bs <> bl and one_of
    union all select case when o = n then 3 else 13 end, lasts[o], 1 from generate_series(1, n) o where bs <> bl and one_of
    union all select 17, annals_bucket(grain + 1, firsts[o]), -1 from generate_series(2, n) o
      where bs <> bl and one_of and starts is null and annals_bucket(grain + 1, firsts[o]) = annals_bucket(grain + 1, lasts[o - 1])
    union all select 2, bs, 1 where bs <> bl and not one_of
    union all select 3, bl, 1 where bs <> bl and not one_of
    union all select 16, annals_bucket(grain + 1, bs), 1
      where bs <> bl and starts is null and se > -2147483648 and sl < 2147483647 and annals_bucket(grain + 1, bs) = annals_bucket(grain + 1, bl)
    -- under way, for certain: like any other date, or where a whole member lies
    union all select 8, bl, 1 where one_of and sl <= ee
    union all select 9, be, 1 where one_of and sl <= ee
    union all select 10, bl, 1 where one_of and sl > ee and bl = be
    union all select 19, annals_bucket(grain + 1, be), 1
      where one_of and starts is null and sl > ee and bl <> be and ee > -2147483648 and sl < 2147483647
        and annals_bucket(grain + 1, be) = annals_bucket(grain + 1, bl)
    union all select 10, b, 1 from unnest(whole) b where not one_of
    union all select 19, wide.b, (1 - (select count(*) from unnest(whole) x where annals_bucket(grain + 1, x) = wide.b))::int
      from (select distinct annals_bucket(grain + 1, lower(x)) as b from unnest(members) x
             where not one_of and starts is null and lower(x) is not null and upper(x) is not null
               and annals_bucket(grain + 1, lower(x)) = annals_bucket(grain + 1, upper(x) - 1)) wide
  loop
    if r.c = 0 then continue; end if;
    bucket := r.bucket; role := r.role;
    events := r.c * worth[1]; low := r.c * worth[2]; best := r.c * worth[3]; high := r.c * worth[4]; unknown := r.c * worth[5];
    return next;
  end loop;
  -- expected to have begun: spread over the days of the members, or over those of the first
  if bs = bl or se = -2147483648 or sl = 2147483647 then return; end if;
  if not one_of then
    members := array[int4range(se, sl, '[]')];
    days := sl::bigint - se + 1;
  end if;
  foreach m in array members loop
    f := lower(m); l := upper(m) - 1;
    bf := annals_gap_bucket(grain, starts, f); b_l := annals_gap_bucket(grain, starts, l);
    for r in select * from (values (4, bf, 1::bigint, false), (5, bf, f::bigint - bf, false), (4, b_l, -1, false), (5, b_l, b_l::bigint - l - 1, l = sl)) s(role, bucket, f, last)
              where (s.role, s.f) <> (5, 0) or s.last
    loop
      bucket := r.bucket; role := r.role;
      -- the last day takes what the division left over
      events := worth[1] * scale[1] / days * r.f - case when r.last then worth[1] * scale[1] % days else 0 end;
      low := worth[2] * scale[2] / days * r.f - case when r.last then worth[2] * scale[2] % days else 0 end;
      best := worth[3] * scale[3] / days * r.f - case when r.last then worth[3] * scale[3] % days else 0 end;
      high := worth[4] * scale[4] / days * r.f - case when r.last then worth[4] * scale[4] % days else 0 end;
      unknown := worth[5] * scale[5] / days * r.f - case when r.last then worth[5] * scale[5] % days else 0 end;
      return next;
    end loop;
  end loop;
end $$;
create function annals_gap_bucket(grain int, starts int[], day int) returns int language plpgsql immutable parallel safe as $$
begin
  if starts is null then return annals_bucket(grain, day); end if;
  return coalesce(starts[width_bucket(day, starts)], -2147483648);
end $$;

-- All steps of one date, in each of the grains.
create function annals_grain_steps(grains int[], se int, sl int, ee int, el int, members int4range[], members_kind text, low int, best int, high int)
returns table(grain int, bucket int, role smallint, events bigint, low bigint, best bigint, high bigint, unknown bigint)
language sql immutable parallel safe as $$
  select p.grain, s.bucket, s.role, s.events, s.low, s.best, s.high, s.unknown
    from annals_places(grains, se, sl, ee, el) p
    cross join lateral annals_steps(se, sl, ee, el, p.bs, p.bl, p.be, p.bx, p.wide_onset, p.wide_sure, $8, $9, $10) s
   where members is null
  union all
  select g, s.bucket, s.role, s.events, s.low, s.best, s.high, s.unknown
    from unnest(grains) g
    cross join lateral annals_gap_steps(g, null, se, sl, ee, el, members, members_kind = 'one_of', $8, $9, $10) s
   where members is not null $$;

-- cells of a quarter of a degree, row by row from the south pole, each from the antimeridian eastward
create function annals_cell(latitude float8, longitude float8) returns int language sql immutable parallel safe
  return least(719, floor((latitude + 90) * 4)::int) * 1440 + least(1439, floor((longitude + 180) * 4)::int);

-- what an event is counted under; `timed` are the dimensions that are kept in every grain. A value that
-- an array holds twice counts once.
create function annals_keys(kind smallint, kind_branch smallint, violence_type violence_type, status event_status, country int, concerns int[],
  latitude float8, longitude float8, place_precision place_precision, conflict_ids int[], actor_ids int[], tag_ids int[], origin_dataset smallint)
returns table(dim smallint, key int, timed boolean) language sql immutable parallel safe rows 10 as $$
  select 0::smallint, 0, true
  union all select 1::smallint, c, true from unnest(array_append(concerns, $5)) with ordinality u(c, o)
             where c is not null and c <> all((array_append(concerns, $5))[:o - 1])
  union all select 2::smallint, c, true from unnest(conflict_ids) with ordinality u(c, o) where c <> all(conflict_ids[:o - 1])
  union all select 3::smallint, $1::int, true
  union all select 4::smallint, kind_branch::int, true
  union all select 5::smallint, origin_dataset::int, true
  union all select 6::smallint, array_position('{reported,confirmed,disputed,retracted}', $4), false
  union all select 7::smallint, array_position('{state-based,non-state,one-sided}', $3), false where $3 is not null
  union all select 8::smallint, array_position('{exact,near,district,region,linear,country,international}', $9), false where $9 is not null
  union all select 9::smallint, a, false from unnest(actor_ids) with ordinality u(a, o) where a <> all(actor_ids[:o - 1])
  union all select 11::smallint, t, false from unnest(tag_ids) with ordinality u(t, o) where t <> all(tag_ids[:o - 1])
  union all select 12::smallint, annals_cell($7, $8), false where $7 is not null and $9 is distinct from 'country'
  union all select 13::smallint, annals_cell($7, $8), false
             where $7 is not null and ($9 is null or $9 not in ('exact', 'near', 'country'))
  union all select 14::smallint, $5, false where $5 is not null and ($7 is null or $9 = 'country') $$;

-- All that one row counts, signed, in the grains asked for.
create function annals_counted(p rollup_pending, grains int[])
returns table(dim smallint, key int, grain int, bucket int, role smallint, events bigint, low bigint, best bigint, high bigint, unknown bigint)
language sql immutable parallel safe as $$
  select k.dim, k.key, s.grain, s.bucket, s.role,
         p.sign * s.events, p.sign * s.low, p.sign * s.best, p.sign * s.high, p.sign * s.unknown
    from annals_grain_steps(array_remove(grains, 6), p.start_earliest, p.start_latest, p.end_earliest, p.end_latest,
           p.members, p.members_kind, p.fat_low, p.fat_best, p.fat_high) s
   cross join annals_keys(p.kind, p.kind_branch, p.violence_type, p.status, p.country, p.concerns, p.latitude, p.longitude,
           p.place_precision, p.conflict_ids, p.actor_ids, p.tag_ids, p.origin_dataset) k
   where k.timed
  union all
  select k.dim, k.key, 6, 0, 0::smallint,
         p.sign::bigint, p.sign * coalesce(p.fat_low, 0)::bigint, p.sign * coalesce(p.fat_best, 0)::bigint,
         p.sign * coalesce(p.fat_high, 0)::bigint, p.sign * (p.fat_best is null)::int::bigint
    from annals_keys(p.kind, p.kind_branch, p.violence_type, p.status, p.country, p.concerns, p.latitude, p.longitude,
           p.place_precision, p.conflict_ids, p.actor_ids, p.tag_ids, p.origin_dataset) k
   where 6 = any(grains) $$;

-- the dimensions of two keys of which the first is of these
create function annals_pairs(firsts int[]) returns int[] language sql immutable parallel safe
  return (select array_agg(100 * f + s) from unnest(firsts) f, unnest('{1,2,3,5,6,7,8,9,11,12,13,14}'::int[]) s);

--------------------------------------------------------------------------------------------- upkeep

-- These are built from the columns of rollup_pending, so that their list is written once.
do $do$
declare
  cols text;
  -- What the rows of `counting` count, added up. Most of them are like many others, so they are added up
  -- by key and date first, and the steps of a date are found once. {which} says of a key whether it counts.
  sums constant text := $sums$
    keyed as (
      select k.dim, k.key, c.start_earliest as se, c.start_latest as sl, c.end_earliest as ee, c.end_latest as el,
             sum(c.sign) as events, sum(c.sign * coalesce(c.fat_low, 0)) as low, sum(c.sign * coalesce(c.fat_best, 0)) as best,
             sum(c.sign * coalesce(c.fat_high, 0)) as high, sum(c.sign * (c.fat_best is null)::int) as unknown,
             sum(c.sign * annals_share(c.fat_low, c.start_earliest, c.start_latest))::bigint as low_share,
             sum(c.sign * annals_share(c.fat_best, c.start_earliest, c.start_latest))::bigint as best_share,
             sum(c.sign * annals_share(c.fat_high, c.start_earliest, c.start_latest))::bigint as high_share
        from counting c
       cross join lateral annals_keys(c.kind, c.kind_branch, c.violence_type, c.status, c.country, c.concerns, c.latitude, c.longitude,
               c.place_precision, c.conflict_ids, c.actor_ids, c.tag_ids, c.origin_dataset) k
       where k.timed and c.members is null and {which}
       group by 1, 2, 3, 4, 5, 6),
    shapes as materialized (
      select d.se, d.sl, d.ee, d.el, p.grain, s.bucket, s.role, s.events, s.deaths, s.share
        from (select distinct se, sl, ee, el from keyed) d
       cross join lateral annals_places('{0,2,4}', se, sl, ee, el) p
       cross join lateral annals_shape(se, sl, ee, el, p.bs, p.bl, p.be, p.bx, p.wide_onset, p.wide_sure) s),
    sums as (
      select k.dim, k.key, s.grain, s.bucket, s.role, k.events * s.events as events,
             k.low * s.deaths + k.low_share * s.share as low, k.best * s.deaths + k.best_share * s.share as best,
             k.high * s.deaths + k.high_share * s.share as high, k.unknown * s.events as unknown
        from keyed k
        join shapes s using (se, sl, ee, el)
      union all
      select k.dim, k.key, s.grain, s.bucket, s.role, s.sign * s.events, s.sign * s.low, s.sign * s.best, s.sign * s.high, s.sign * s.unknown
        from (select c.sign, c.kind, c.kind_branch, c.country, c.concerns, c.conflict_ids, c.origin_dataset, s.*
                from counting c
               cross join lateral annals_grain_steps('{0,2,4}', c.start_earliest, c.start_latest, c.end_earliest, c.end_latest,
                       c.members, c.members_kind, c.fat_low, c.fat_best, c.fat_high) s
               where c.members is not null
              offset 0) s
       cross join lateral annals_keys(s.kind, s.kind_branch, null, null, s.country, s.concerns, null, null, null,
               s.conflict_ids, null, null, s.origin_dataset) k
       where k.timed and {which}
      union all
      select k.dim, k.key, 6, 0, 0::smallint, sum(c.sign), sum(c.sign * coalesce(c.fat_low, 0)), sum(c.sign * coalesce(c.fat_best, 0)),
             sum(c.sign * coalesce(c.fat_high, 0)), sum(c.sign * (c.fat_best is null)::int)
        from counting c
       cross join lateral annals_keys(c.kind, c.kind_branch, c.violence_type, c.status, c.country, c.concerns, c.latitude, c.longitude,
               c.place_precision, c.conflict_ids, c.actor_ids, c.tag_ids, c.origin_dataset) k
       where {which}
       group by 1, 2
      union all
      select k.dim, k.key, 7, k.second, 0::smallint, sum(c.sign), sum(c.sign * coalesce(c.fat_low, 0)), sum(c.sign * coalesce(c.fat_best, 0)),
             sum(c.sign * coalesce(c.fat_high, 0)), sum(c.sign * (c.fat_best is null)::int)
        from (select c.sign, c.fat_low, c.fat_best, c.fat_high, k.*
                from counting c
               cross join lateral (select array_agg(k.dim) as dims, array_agg(k.key) as keys
                 from annals_keys(c.kind, c.kind_branch, c.violence_type, c.status, c.country, c.concerns, c.latitude, c.longitude,
                        c.place_precision, c.conflict_ids, c.actor_ids, c.tag_ids, c.origin_dataset) k) k
              offset 0) c
       cross join lateral (select (100 * f.dim + s.dim)::smallint, f.key, s.key from unnest(c.dims, c.keys) f(dim, key), unnest(c.dims, c.keys) s(dim, key)
                            where f.dim between 1 and 5 and s.dim not in (0, 4)) k(dim, key, second)
       where {which}
       group by 1, 2, 4) $sums$;
begin
  select string_agg(quote_ident(attname), ', ' order by attnum) into cols from pg_attribute
   where attrelid = 'rollup_pending'::regclass and attnum > 0 and attname <> 'sign';

  -- What a statement takes away and brings back cancels here already: an edit of a title leaves nothing.
  execute format($f$
    create function annals_rollup_insert() returns trigger language plpgsql as $t$
    begin
      insert into rollup_pending select 1, %1$s from new_rows where live;
      return null;
    end $t$;

    create function annals_rollup_update() returns trigger language plpgsql as $t$
    begin
      insert into rollup_pending
      select 1, * from (select %1$s from new_rows where live except all select %1$s from old_rows where live) came
      union all
      select -1, * from (select %1$s from old_rows where live except all select %1$s from new_rows where live) went;
      return null;
    end $t$;
    $f$, cols);

  -- Moves up to `most` pending rows into the sums, all of them if null; gives how many, or -1 while
  -- another session does so.
  execute replace(replace($f$
    create function annals_rollup_fold(most bigint) returns bigint language plpgsql as $t$
    declare folded bigint;
    begin
      if not pg_try_advisory_xact_lock(7302) then return -1; end if;
      with counting as (
        delete from rollup_pending p where p.ctid = any(array(select ctid from rollup_pending limit most)) returning p.*),
      {sums},
      changed as (
        insert into rollup as r (dim, key, grain, bucket, role, events, low, best, high, unknown)
        select s.dim, s.key, s.grain, s.bucket, s.role, sum(s.events), sum(s.low), sum(s.best), sum(s.high), sum(s.unknown)
          from sums s
         group by 1, 2, 3, 4, 5
        having (sum(s.events), sum(s.low), sum(s.best), sum(s.high), sum(s.unknown)) <> (0, 0, 0, 0, 0)
         order by 1, 2, 3, 4, 5
            on conflict (dim, key, grain, bucket, role) do update
           set events = r.events + excluded.events, low = r.low + excluded.low, best = r.best + excluded.best,
               high = r.high + excluded.high, unknown = r.unknown + excluded.unknown)
      select count(*) into folded from counting;
      return folded;
    end $t$ $f$, '{sums}', sums), '{which}', 'true');

  -- Counts anew what has one of these dimensions, and this key unless it is null; all if both are null.
  -- Gives the sums that are not so, pending rows included, by what they are too much.
  execute replace(format($f$
    create function annals_rollup_differences(of_dims int[], of_key int)
    returns table(dim int, key int, grain int, bucket int, role int, events bigint, low bigint, best bigint, high bigint, unknown bigint)
    language plpgsql stable as $t$
    declare
      which constant text := concat_ws(' and ', 'true', case when of_dims is not null then 'k.dim = any($1)' end,
        case when of_key is not null then 'k.key = $2' end);
      condition constant text := case when of_key is null then 'true' else
        case of_dims[1]
          when 1 then 'id in (select event_id from event_facet where kind = 1 and facet = $2)'
          when 2 then 'id in (select event_id from event_facet where kind = 2 and facet = $2)'
          when 3 then 'kind = $2'
          when 4 then 'kind_branch = $2'
          when 5 then 'origin_dataset = $2'
          else 'true' end end;
    begin
      return query execute replace(replace($q$
        with counting as not materialized (
          select sign, %1$s from rollup_pending
          union all
          select -1, %1$s from event where live and {condition}),
        {sums}
        select d.dim::int, d.key, d.grain::int, d.bucket, d.role::int, sum(d.events)::bigint, sum(d.low)::bigint, sum(d.best)::bigint,
               sum(d.high)::bigint, sum(d.unknown)::bigint
          from (select k.dim, k.key, k.grain, k.bucket, k.role, k.events, k.low, k.best, k.high, k.unknown from rollup k where {which}
                union all
                select * from sums) d
         group by d.dim, d.key, d.grain, d.bucket, d.role
        having (sum(d.events), sum(d.low), sum(d.best), sum(d.high), sum(d.unknown)) <> (0, 0, 0, 0, 0)
         order by d.dim, d.key, d.grain, d.bucket, d.role $q$,
        '{which}', which), '{condition}', condition)
        using of_dims, of_key;
    end $t$ $f$, cols), '{sums}', sums);
end $do$;

-- Counts everything anew and corrects what is not so, in one transaction, while readers go on seeing the
-- old sums and writers go on writing: each statement sees events, sums and what is pending in one snapshot.
-- Some dimensions at a time, so that what is sorted stays small. Gives how many sums were wrong.
create function annals_rollup_rebuild() returns bigint language plpgsql as $$
declare dims text; corrected bigint := 0;
begin
  perform pg_advisory_xact_lock(7302);
  foreach dims in array array['{0,3,4,5}', '{1}', '{2}', '{6,7,8,9,10,11,12,13,14}'] loop
    corrected := corrected + annals_rollup_correct(dims::int[]);
  end loop;
  corrected := corrected + annals_rollup_correct(annals_pairs('{1,2,3,4,5}'));
  return corrected;
end $$;

-- The same of some dimensions; the caller keeps folds away meanwhile.
create function annals_rollup_correct(dims int[]) returns bigint language plpgsql set work_mem = '128MB' as $$
declare corrected bigint;
begin
  insert into rollup as r (dim, key, grain, bucket, role, events, low, best, high, unknown)
  select d.dim, d.key, d.grain, d.bucket, d.role, -d.events, -d.low, -d.best, -d.high, -d.unknown
    from annals_rollup_differences(dims, null) d
      on conflict (dim, key, grain, bucket, role) do update
     set events = r.events + excluded.events, low = r.low + excluded.low, best = r.best + excluded.best,
         high = r.high + excluded.high, unknown = r.unknown + excluded.unknown;
  get diagnostics corrected = row_count;
  return corrected;
end $$;

create trigger event_rollup_insert after insert on event referencing new table as new_rows for each statement execute function annals_rollup_insert();
create trigger event_rollup_update after update on event referencing new table as new_rows old table as old_rows for each statement execute function annals_rollup_update();

-- Looks for sums that are wrong, cheaply: kinds, branches and data sets must each add up to the whole by
-- years, and one key chosen at random, of not more than `most` events, is counted anew.
create function annals_rollup_faults(most int) returns table(dim int, key int, differences bigint)
language plpgsql stable as $$
begin
  return query
    select parts.dim::int, 0, count(*)
      from (select p.dim, d.grain, d.bucket, d.role, sum(d.events) as events, sum(d.best) as best
              from (values (3), (4), (5)) p(dim)
              join rollup d on d.dim = p.dim and d.grain in (4, 6) group by 1, 2, 3, 4) parts
      full join (select p.dim, d.grain, d.bucket, d.role, d.events, d.best
                   from (values (3), (4), (5)) p(dim)
                   join rollup d on d.dim = 0 and d.key = 0 and d.grain in (4, 6)) whole
        using (dim, grain, bucket, role)
     where coalesce(parts.events, 0) <> coalesce(whole.events, 0) or coalesce(parts.best, 0) <> coalesce(whole.best, 0)
     group by 1;
  return query
    select k.dim, k.key, (select count(*) from annals_rollup_differences(k.dim || annals_pairs(array[k.dim]), k.key))
      from (select c.dim, c.key
              from (select 1 as dim, id as key from country union all select 2, id from conflict
                    union all select 3, id from kind) c
              left join rollup r on r.dim = c.dim and r.key = c.key and r.grain = 6
             where coalesce(r.events, 0) <= most
             order by random() limit 1) k;
end $$;
