-- The links of an event as they are shown: they are kept by outside key, so that they hold over instances, and who is
-- meant here is looked up for the few events that have any. A function, since every statement that has this among its
-- columns would prepare for it each time it runs, which took a fifth of one event. Which tables are read, of the
-- present, the past or another headline, is known when it is called.
create function annals_resolved_links(links jsonb) returns jsonb language plpgsql stable parallel safe as $$
begin
  return (
    select jsonb_agg(jsonb_build_object('rel', l.link -> 'rel', 'event', t.id, 'title', t.title, 'origin', l.link -> 'origin') order by l.n)
      from jsonb_array_elements(links) with ordinality l(link, n)
      left join lateral (
        select e.id, e.title
          from dataset d
          join event e on e.origin_dataset = d.id and e.origin_key = l.link #>> '{origin,key}'
         where d.code = l.link #>> '{origin,dataset}'
        offset 0) t on true);
end $$;
