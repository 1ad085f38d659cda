-- What the trigger writes for each statement, for events :first to :last.
insert into event_facet(event_id, start_earliest, start_latest, end_earliest, end_latest, toll, span_class, kind, facet, roles, event_kind, latitude, longitude, claimed, tx)
select n.id, n.start_earliest, n.start_latest, n.end_earliest, n.end_latest, n.toll, n.span_class, f.kind, f.facet, f.roles, n.kind, n.latitude, n.longitude, n.claims is not null, n.tx
  from event n, annals_facets(n.country, n.concerns, n.conflict_ids, n.actor_ids, n.actor_roles, n.tag_ids, n.dyad_ids, n.latitude, n.longitude) f
 where n.live and n.id between :first and :last
 order by f.kind, f.facet, n.span_class, n.start_earliest, n.id
