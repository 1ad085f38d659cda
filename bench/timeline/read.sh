#!/bin/sh
# Measures the statements of counts on a database that generate.sql has filled.
# usage: read.sh PSQL-CONNECTION-STRING [SECONDS]; needs psql and pgbench
set -eu
db=$1
seconds=${2:-10}
export PGOPTIONS='-c plan_cache_mode=force_generic_plan -c jit=off'
scratch=$(mktemp -d)
trap 'rm -r "$scratch"' EXIT

# name, dimension, key, unit of the buckets, then tiles: unit from to
steps() {
  name=$1 dim=$2 key=$3 unit=$4
  shift 4
  units='' firsts='' lasts=''
  while [ $# -gt 0 ]; do
    units="$units,$1" firsts="$firsts,$2" lasts="$lasts,$3"
    shift 3
  done
  cat > "$scratch/$name.sql" <<SQL
select r.key, r.bucket, r.role, r.events, r.low, r.best, r.high, r.unknown
  from unnest(array[$key]) k(key)
 cross join unnest('{${units#,}}'::int[], '{${firsts#,}}'::int[], '{${lasts#,}}'::int[]) t(unit, first, last)
 cross join lateral (
   select * from rollup r
    where r.dim = $dim and r.key = k.key and r.grain = t.unit and r.bucket between t.first and t.last
   offset 0) r
union all
select c.key, c.bucket, c.role, c.events, c.low, c.best, c.high, c.unknown
  from rollup_pending p
 cross join lateral annals_counted(p, array[$unit]) c
 where c.dim = $dim and c.key = $key;
SQL
  measure "$name"
}
measure() {
  pgbench -n -M prepared -T 2 -f "$scratch/$1.sql" "$db" > "$scratch/warm" 2>&1 || { cat "$scratch/warm"; exit 1; }
  pgbench -n -M prepared -T "$seconds" -f "$scratch/$1.sql" -l --log-prefix="$scratch/log" "$db" > "$scratch/out" 2>&1
  cat "$scratch"/log* | awk '{ print $3 / 1000 }' | sort -n |
    awk -v name="$1" '{ t[NR] = $1 } END { printf "| %s | %.1f | %.1f | %d |\n", name, t[int((NR + 1) / 2)], t[int((NR * 99 + 99) / 100)], NR }'
  rm "$scratch"/log*
}
one() { psql -At "$db" -c "$1"; }
country=$(one "select key from rollup where dim = 1 and grain = 6 order by events desc limit 1")
middling=$(one "select key from rollup where dim = 1 and grain = 6 order by events desc offset 40 limit 1")
conflict=$(one "select key from rollup where dim = 2 and grain = 6 order by events desc limit 1")

echo "| statement | p50 ms | p99 ms | runs |"
echo "|---|---|---|---|"
steps months-444-all 0 0 2                    4 -2147483648 6939  2 6940 20454  4 20454 2147483647
steps months-444-largest-country 1 "$country" 2   4 -2147483648 6939  2 6940 20454  4 20454 2147483647
steps months-444-middling-country 1 "$middling" 2 4 -2147483648 6939  2 6940 20454  4 20454 2147483647
steps months-444-largest-conflict 2 "$conflict" 2 4 -2147483648 6939  2 6940 20454  4 20454 2147483647
steps days-366-all 0 0 0                      4 -2147483648 18261  0 18262 18627  4 18628 2147483647
steps days-366-largest-country 1 "$country" 0     4 -2147483648 18261  0 18262 18627  4 18628 2147483647
steps days-365-from-mid-month-country 1 "$country" 0 4 -2147483648 18261  2 18262 18413  0 18414 18430  0 18431 18795  0 18796 18808  2 18809 18992  4 18993 2147483647
steps days-13514-all 0 0 0                    4 -2147483648 6939  0 6940 20453  4 20454 2147483647
cat > "$scratch/facets-all.sql" <<SQL
select dim, key, events
  from (select dim, key, events, row_number() over (partition by dim order by events desc, key) as place
          from rollup where dim = any('{1,2,3,5,6,7,8,9,11}') and grain = 6) r
 where place <= 20;
SQL
measure facets-all
cells() {
  cat > "$scratch/$1.sql" <<SQL
select sum(latitude * events) / sum(events), sum(longitude * events) / sum(events), sum(events), sum(fatalities), sum(imprecise)
  from (select (key / 1440 + 0.5::float8) / 4 - 90 as latitude, (key % 1440 + 0.5::float8) / 4 - 180 as longitude,
               case dim when 12 then events else 0 end as events, case dim when 12 then best else 0 end as fatalities,
               case dim when 12 then 0 else events end as imprecise
          from rollup where dim in (12, 13) and grain = 6 and key between $2 * 4 * 1440 and $3 * 4 * 1440 - 1) q
 group by floor((latitude + 90) / 4), floor((longitude + 180) / 4)
having sum(events) > 0;
SQL
  measure "$1"
}
cells cells-of-the-world 0 180
cells cells-of-the-latitudes-of-africa 55 128
