import { spanText, writeDay } from '../time/day';
import type { Texts } from './en';

const LOCALE = 'fr';
const figures = new Intl.NumberFormat(LOCALE);
const n = (value: number) => figures.format(value);
// In French 0 and 1 are singular.
const many = (count: number, one: string, more: string) => `${n(count)} ${count < 2 ? one : more}`;
const today = (at: Date) => new Intl.DateTimeFormat(LOCALE, { dateStyle: 'long' }).format(at);
const day = (number: number) => writeDay(number, LOCALE).replace(/^1 /, '1er ');

/** Every word of the page in French. */
export const fr: Texts = {
  locale: LOCALE,
  language: 'fr',
  direction: 'ltr',
  name: 'Français',

  page: {
    title: 'Annals',
    tagline: 'Ce qui s’est passé, quand, où, et avec quelle certitude',
    skip: 'Aller aux évènements',
    api: 'API',
    apiTitle: 'L’API dont cette page est faite',
    language: 'Langue',
    tabs: 'Que montrer',
    tab: { list: 'Liste', timeline: 'Frise', map: 'Carte' },
  },

  ask: {
    heading: 'Chercher des évènements',
    words: 'Mots',
    wordsHint: '« expression exacte » entre "…", -sauf',
    wordsExample: 'Kati',
    date: 'Date',
    dateHint: 'Année, mois ou jour, deux séparés par une barre, ou des mots anglais : early March 2012',
    dateExample: '2012-03/2013',
    dateAsked: 'Demandé comme',
    dateRule: 'Lu selon la règle',
    match: 'Comment les dates doivent se rencontrer',
    matchWithoutDate: 'Donnez une date pour choisir avec quelle rigueur elle s’applique.',
    matches: {
      possible: { label: 'Possible', means: 'Les évènements qui ont pu toucher ces dates : ce que l’on sait de leurs jours le permet.' },
      certain: { label: 'Certain', means: 'Seulement ceux qui ont touché ces dates, quels que soient leurs vrais jours.' },
      within: { label: 'Dedans', means: 'Seulement ceux qui tiennent tout entiers dans ces dates, quels que soient leurs vrais jours.' },
      contains: { label: 'Contient', means: 'Seulement ceux qui duraient pendant toutes ces dates, quels que soient leurs vrais jours.' },
    },
    sort: 'Ordre',
    sorts: {
      date: 'Du plus ancien',
      '-date': 'Du plus récent',
      '-fatalities': 'Du plus meurtrier',
      '-recorded': 'Du dernier modifié',
      relevance: 'Du plus pertinent',
    },
    filters: {
      kind: 'Genre', country: 'Pays', admin1: 'Province', placePrecision: 'Lieu connu', conflict: 'Conflit',
      dyad: 'Dyade', actor: 'Acteur', role: 'Rôle', lineage: 'Filiation', tag: 'Étiquette', dataset: 'Jeu de données',
      status: 'État', violenceType: 'Violence', id: 'Évènement', origin: 'Clé d’origine', bbox: 'Cadre',
      latitude: 'Latitude', longitude: 'Longitude', radius: 'Rayon', minFatalities: 'Morts, au moins',
      maxFatalities: 'Morts, au plus', estimate: 'Estimation', qualifier: 'Date', headline: 'Chiffre retenu',
      maxUncertaintyDays: 'Jours incertains, au plus', recordedFrom: 'Enregistré depuis',
      recordedTo: 'Enregistré jusqu’à', asOf: 'En date du',
    },
    filter: (name, value) => `${name} : ${value}`,
    filtersHeading: 'Autres filtres',
    remove: (filter) => `Retirer le filtre ${filter}`,
    reset: 'Montrer tous les évènements',
  },

  list: {
    heading: 'Évènements',
    count: (count) => (count === 0 ? 'Aucun évènement' : many(count, 'évènement', 'évènements')),
    atLeast: (count) => `Au moins ${many(count, 'évènement', 'évènements')}`,
    shown: (count) => `les ${n(count)} premiers sont affichés`,
    loading: 'Chargement des évènements…',
    more: 'Montrer la suite',
    loadingMore: 'Chargement de la suite…',
    end: 'La liste est complète.',
    emptyTitle: 'Aucun évènement ne correspond',
    emptyAdvice: 'Élargissez la date, choisissez « Possible » ou mettez moins de mots.',
    nothingTitle: 'Il n’y a pas encore d’évènements ici',
    nothingAdvice: 'Importez un fichier ou ajoutez un évènement par l’API, et il sera dans cette liste.',
    untitled: 'Sans titre',
  },

  asText: {
    histogram: 'Ces nombres en texte',
    map: 'Ces lieux en texte',
    more: (count) => `${n(count)} de plus : précisez la question pour les avoir ici.`,
  },

  histogram: {
    heading: 'Tous les temps',
    measure: 'Ce qui est compté',
    measures: { events: 'Évènements', tolls: 'Personnes tuées' },
    explained: {
      events: 'Plein : évènements commencés alors avec certitude. Pâle : peut-être. Tirez pour choisir une période.',
      tolls: 'Meilleures estimations, pleines si certaines, pâles si possibles ; les traits vont de l’estimation basse à la haute.',
    },
    bucket: (when, measure, { certain, possible, low, high }) =>
      measure === 'events'
        ? `${when} : ${certain === possible ? many(certain, 'évènement', 'évènements') : `${n(certain)} à ${many(possible, 'évènement', 'évènements')}`}`
        : `${when} : ${certain === possible ? n(certain) : `${n(certain)} à ${n(possible)}`} morts, bas ${n(low)}, haut ${n(high)}`,
    from: 'Premier jour de la période',
    to: 'Dernier jour de la période',
    none: 'Rien de daté ne correspond.',
  },

  timeline: {
    heading: 'Frise',
    rows: 'Lignes par',
    by: { conflict: 'conflit', actor: 'acteur' },
    others: {
      conflict: (count) => many(count, 'autre conflit', 'autres conflits'),
      actor: (count) => many(count, 'autre acteur', 'autres acteurs'),
    },
    none: { conflict: 'D’aucun conflit', actor: 'Aucun acteur nommé' },
    earlier: 'Plus tôt', later: 'Plus tard', closer: 'Plus près', further: 'Plus loin', all: 'Tous les temps',
    window: ({ from, to }) => (from === to ? `${day(from)}.` : `Du ${day(from)} au ${day(to)}.`),
    keys: 'Molette ou + et − pour agrandir, tirer ou flèches pour déplacer.',
    severalHere: (count) => `${many(count, 'évènement', 'évènements')} ici : appuyez pour voir de plus près`,
    spoken: (rows) => `Frise des évènements de la liste ci-dessous. ${rows.join(' ; ')}.`,
  },

  map: {
    heading: 'Carte',
    onlyHere: 'Seulement cette partie',
    closer: 'Plus près', further: 'Plus loin', all: 'Monde',
    legend: 'Anneaux creux : lieu connu seulement à peu près. Frontières indicatives (Natural Earth).',
    metres: (metres) => (metres < 1000 ? `${n(metres)} m` : `${n(metres / 1000)} km`),
    cell: ({ latitude, longitude, events, imprecise }) =>
      `${n(Math.abs(Math.round(latitude * 10) / 10))}° ${latitude < 0 ? 'S' : 'N'}, ${n(Math.abs(Math.round(longitude * 10) / 10))}° ${longitude < 0 ? 'O' : 'E'} : ${many(events, 'évènement', 'évènements')}`
      + (imprecise === 0 ? '' : imprecise === events ? ', placés à peu près' : `, dont ${n(imprecise)} placés à peu près`),
    spoken: (events, places) => `Carte : ${many(events, 'évènement', 'évènements')} en ${many(places, 'lieu', 'lieux')}. La liste contient les mêmes évènements.`,
    countryOnly: 'Connus seulement par pays :',
    moreCountries: (count) => `et ${many(count, 'autre pays', 'autres pays')}`,
  },

  facets: {
    heading: 'Filtres',
    chosen: (count) => `(${n(count)})`,
    search: 'Chercher…',
    searchIn: (field) => `Chercher dans ${field}`,
    nothing: 'Rien trouvé.',
    more: (count) => `${n(count)} de plus`,
    fewer: 'Moins',
    toll: 'Personnes tuées',
    exactness: 'Précision, état des données',
    estimates: { low: 'Basse', best: 'Meilleure', high: 'Haute' },
    reset: 'Retirer tous les filtres',
  },

  claims: {
    heading: 'Ce que disent les sources, côte à côte',
    source: 'Source',
    here: 'Ici',
    since: (when) => `ici depuis le ${when}`,
    differs: '(diffère)',
    hint: 'Marqué là où une source diffère de ce qui est retenu ici.',
  },

  history: {
    heading: (revisions) => `Versions (${n(revisions)})`,
    loading: 'Chargement…',
    version: (revision, when, by) => `${n(revision)} : ${when}, ${by}`,
    first: 'La première version : tout était nouveau.',
    json: (revision) => `Version ${n(revision)} en JSON`,
  },

  drawing: {
    certain: 'certain',
    possible: 'possible',
    unknown: 'Jours inconnus',
    labelled: (began, ended) => `Début ${began} ; fin ${ended}`,
  },

  when: {
    began: 'Début',
    ended: 'Fin',
    on: (at) => `le ${day(at)}`,
    between: (from, to) => `entre le ${day(from)} et le ${day(to)}`,
    by: (at) => `au plus tard le ${day(at)}`,
    from: (at) => `pas avant le ${day(at)}`,
    never: 'jamais : sans commencement',
    unknown: 'jour inconnu',
    goesOn: (at) => (at === null ? 'en cours' : `en cours ; certain jusqu’au ${day(at)}`),
    written: 'Tel qu’écrit',
    wording: 'Dans les mots de la source',
    reported: (text) => `rapporté le ${text}`,
    day,
    span: ({ from, to }) => spanText(from, to, LOCALE),
    tick: (at, style) => writeDay(at, LOCALE, style),
    qualifiers: {
      uncertain: 'La date est incertaine.',
      approximate: 'La date est approximative.',
      both: 'La date est incertaine et approximative.',
    },
  },

  toll: {
    heading: 'Personnes tuées',
    unknown: 'Bilan inconnu',
    killed: (count, people) => `${count} ${people < 2 ? 'mort' : 'morts'}`,
    number: n,
    between: (low, high) => `${n(low)} à ${n(high)}`,
    atLeast: (people) => `au moins ${n(people)}`,
    atMost: (people) => `au plus ${n(people)}`,
    low: 'Bas', best: 'Meilleur', high: 'Haut',
    sideA: 'Camp A', sideB: 'Camp B', civilians: 'Civils', unknownSide: 'Non établi',
    notKnown: 'inconnu',
    bySide: 'Par camp',
  },

  place: {
    heading: 'Où',
    unknown: 'Lieu inconnu',
    precisions: {
      exact: 'le lieu même',
      near: 'à 25 km près environ',
      district: 'quelque part dans le district',
      region: 'quelque part dans la province',
      linear: 'le long d’une ligne ou dans une zone floue',
      country: 'seul le pays est connu',
      international: 'eaux ou espace aérien internationaux',
    },
    position: 'Position',
    concerns: 'Concerne',
  },

  statuses: { reported: 'Rapporté', confirmed: 'Confirmé', disputed: 'Contesté', retracted: 'Retiré' },
  violenceTypes: {
    'state-based': 'Conflit armé impliquant un État',
    'non-state': 'Conflit entre groupes non étatiques',
    'one-sided': 'Violence unilatérale contre des civils',
  },
  kinds: {
    violence: 'Violence', 'armed-clash': 'Affrontement armé', attack: 'Attaque', assassination: 'Assassinat ciblé',
    'suicide-attack': 'Attentat-suicide', bombing: 'Attentat à la bombe', 'remote-explosive': 'Engin explosif',
    'air-strike': 'Frappe aérienne', shelling: 'Bombardement', 'chemical-attack': 'Attaque chimique',
    massacre: 'Massacre', 'territory-seized': 'Prise de territoire', abduction: 'Enlèvement',
    'sexual-violence': 'Violences sexuelles', torture: 'Torture', displacement: 'Déplacement de population',
    'property-destruction': 'Destruction de biens',
    force: 'Force militaire', 'military-intervention': 'Intervention militaire', deployment: 'Déploiement',
    withdrawal: 'Retrait', peacekeeping: 'Maintien de la paix', 'territorial-change': 'Changement de territoire',
    'arms-transfer': 'Livraison d’armes', 'show-of-force': 'Démonstration de force', blockade: 'Blocus',
    'weapons-disrupted': 'Armes saisies', disarmament: 'Désarmement',
    politics: 'Politique', coup: 'Coup d’État', election: 'Élection', 'office-change': 'Changement de fonction',
    agreement: 'Accord', ceasefire: 'Cessez-le-feu', talks: 'Pourparlers', sanction: 'Sanction', expulsion: 'Expulsion',
    arrest: 'Arrestation', release: 'Libération', 'media-ban': 'Interdiction de média', law: 'Loi',
    'group-change': 'Changement de groupe',
    diplomacy: 'Diplomatie', visit: 'Visite', statement: 'Déclaration', promise: 'Promesse', demand: 'Exigence',
    accusation: 'Accusation', rejection: 'Rejet', threat: 'Menace', resolution: 'Résolution',
    recognition: 'Reconnaissance', 'relations-broken': 'Rupture des relations', cooperation: 'Coopération', aid: 'Aide',
    accountability: 'Justice', investigation: 'Enquête', report: 'Rapport', trial: 'Procès', testimony: 'Témoignage',
    unrest: 'Troubles', protest: 'Manifestation', riot: 'Émeute', crackdown: 'Répression',
    other: 'Autre',
  },

  event: {
    close: 'Fermer',
    loading: 'Chargement de l’évènement…',
    actors: 'Qui',
    roles: {
      'side-a': 'Camp A', 'side-b': 'Camp B', 'associated-a': 'Avec le camp A', 'associated-b': 'Avec le camp B',
      perpetrator: 'Auteur', target: 'Cible', participant: 'Participant', mediator: 'Médiateur', speaker: 'Orateur',
    },
    conflict: 'Conflit',
    dyad: 'Dyade',
    aggregate: 'Cette fiche résume plusieurs incidents que l’on n’a pu distinguer.',
    sources: 'Les sources et ce que dit chacune',
    noSources: 'Aucune source n’est nommée.',
    countedSources: (count) => `${many(count, 'source comptée', 'sources comptées')}, aucune nommée.`,
    unnamedSource: 'Source sans nom',
    saysDate: 'Date',
    saysToll: 'Bilan',
    links: 'Évènements liés',
    rels: {
      'part-of': 'Partie de', 'caused-by': 'Causé par', 'response-to': 'Répond à', follows: 'Suit', 'same-as': 'Identique à',
    },
    tags: 'Étiquettes',
    record: 'Fiche',
    origin: 'Provenance',
    revision: 'Révision',
    revisionOf: (revision, recorded) => `${n(revision)}, ${recorded}`,
    firstRecorded: 'Enregistré d’abord',
    instant: (iso) =>
      new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }).format(new Date(iso)) + ' UTC',
    json: 'Cet évènement en JSON',
    filterBy: (name) => `Seulement les évènements avec : ${name}`,
    extra: (dataset) => `Autres colonnes de ${dataset}`,
  },

  share: {
    menu: 'Partager',
    link: 'Lien',
    copyLink: 'Copier le lien',
    pin: 'État des données',
    pinHint: 'Le lien montre les données telles qu’elles sont quand on l’ouvre. Figé, il continue à les montrer telles qu’elles sont maintenant.',
    pinNow: 'Figer maintenant',
    pinned: (asOf) => `Figé : les données en date du ${asOf}.`,
    unpin: 'Montrer l’état présent',
    cite: 'Citer',
    copyCitation: 'Copier la citation',
    citeView: (counted, url, asOf, at) =>
      `Annals : ${counted.toLowerCase()}${asOf === null ? '' : `, en date du ${asOf}`}. ${url} (consulté le ${today(at)}).`,
    citeEvent: (title, when, id, revision, url, at) =>
      `« ${title} » (${when}). Annals, évènement ${id}, révision ${revision}. ${url} (consulté le ${today(at)}).`,
    download: 'Télécharger',
    counts: 'Nombres par mois (CSV)',
    call: 'Cette vue en appel d’API',
    callHint: 'Cette page montre ce que répond cette adresse. La lecture de l’API est ouverte à tous.',
    copyCall: 'Copier l’appel d’API',
    copy: 'Copier',
    copied: 'Copié',
    copyByHand: 'Sélectionné : copiez au clavier',
  },

  failure: {
    refused: 'Le service n’a pas pu répondre',
    busy: 'Le service est occupé',
    unreachable: 'Pas de connexion au service',
    retrying: 'Nouvel essai automatique jusqu’à la réponse.',
    retryNow: 'Essayer maintenant',
    readMore: 'Ce que cela veut dire',
    stale: 'La liste ci-dessous date d’avant.',
  },
};
