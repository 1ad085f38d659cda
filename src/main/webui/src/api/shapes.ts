/**
 * The shapes of the API as this page reads them. `null` is unknown, `[]` is none, and a bound of
 * `null` is infinite: the rules of the contract, kept here by the types.
 */

export type Precision =
  | 'day' | 'month' | 'season' | 'quarter' | 'year' | 'decade' | 'century' | 'longer' | 'range';
export type Qualifier = 'uncertain' | 'approximate' | 'both';
export type PlacePrecision =
  | 'exact' | 'near' | 'district' | 'region' | 'linear' | 'country' | 'international';
export type Status = 'reported' | 'confirmed' | 'disputed' | 'retracted';
export type Role =
  | 'side-a' | 'side-b' | 'associated-a' | 'associated-b' | 'perpetrator' | 'target'
  | 'participant' | 'mediator' | 'speaker';
export type LinkRel = 'part-of' | 'caused-by' | 'response-to' | 'follows' | 'same-as';
export type ViolenceType = 'state-based' | 'non-state' | 'one-sided';

/** Four ISO days; `null` before the first is "without beginning", after the last "end not known". */
export interface Bounds {
  readonly startEarliest: string | null;
  readonly startLatest: string | null;
  readonly endEarliest: string | null;
  readonly endLatest: string | null;
}

export interface EventDate extends Bounds {
  readonly edtf: string;
  readonly precision: Precision;
  readonly qualifier: Qualifier | null;
  readonly ongoing: boolean;
  readonly confirmed: string | null;
  readonly words: string;
  /** The wording of the source and the day it was reported, where the date came as words. */
  readonly text: string | null;
  readonly reported: string | null;
}

/** What a date text means; `rule` tells how words were read. */
export interface DateReading {
  readonly date: EventDate;
  readonly rule: string | null;
}

export interface Place {
  readonly name: string | null;
  readonly country: string | null;
  readonly admin1: string | null;
  readonly admin2: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly precision: PlacePrecision | null;
}

export interface Toll {
  readonly low: number | null;
  readonly best: number | null;
  readonly high: number | null;
}

export interface Fatalities extends Toll {
  readonly sideA: number | null;
  readonly sideB: number | null;
  readonly civilians: number | null;
  readonly unknown: number | null;
}

export interface Named {
  readonly id: number;
  readonly name: string;
}

export interface Participant extends Named {
  readonly role: Role;
}

export interface OutsideKey {
  readonly dataset: string;
  readonly key: string;
}

export interface EventLink {
  readonly rel: LinkRel;
  readonly event: number | null;
  readonly title: string | null;
  readonly origin: OutsideKey | null;
}

export interface EventSummary {
  readonly id: number;
  readonly url: string;
  readonly title: string;
  readonly date: EventDate;
  readonly kind: string;
  readonly violenceType: ViolenceType | null;
  readonly aggregate: boolean | null;
  readonly status: Status;
  readonly place: Place | null;
  readonly concerns: readonly string[];
  readonly conflicts: readonly Named[];
  readonly dyad: Named | null;
  readonly actors: readonly Participant[];
  readonly fatalities: Fatalities;
  readonly sourceCount: number | null;
  readonly links: readonly EventLink[];
  readonly tags: readonly string[];
  readonly origin: OutsideKey & { readonly version: string | null; readonly url: string | null };
  readonly revision: number;
  readonly recordedAt: string;
  readonly firstRecordedAt: string;
}

/** What a source says where it may differ from others; stored as it came, so keys may be missing. */
export interface Claim extends Partial<Toll> {
  readonly edtf?: string | null;
  readonly note?: string | null;
}

export interface Source {
  readonly name?: string | null;
  readonly url?: string | null;
  readonly published?: string | null;
  readonly headline?: string | null;
  readonly says?: Claim | null;
}

export interface EventDetail extends EventSummary {
  readonly description: string | null;
  readonly sources: readonly Source[] | null;
  /** By data set, the columns of its file that have no field here. */
  readonly extra: Readonly<Record<string, Readonly<Record<string, string>>>> | null;
}

export interface Total {
  readonly value: number;
  readonly relation: 'eq' | 'gte';
}

/** The fields that the list, the timeline and the map show, which are asked for by these names. */
export const LISTED = [
  'id', 'title', 'date', 'kind', 'status', 'place', 'conflicts.id', 'conflicts.name', 'actors.id', 'actors.name',
  'fatalities.low', 'fatalities.best', 'fatalities.high',
] as const;

/** An event with what `LISTED` names of it. */
export interface ListedEvent extends Pick<EventSummary, 'id' | 'title' | 'date' | 'kind' | 'status' | 'place' | 'conflicts'> {
  readonly actors: readonly Named[];
  readonly fatalities: Toll;
}

export interface EventPage {
  readonly items: readonly ListedEvent[];
  readonly total: Total | null;
  readonly next: string | null;
}

/** The part of the codebook that the page reads; whatever else it holds is left alone. */
export interface Codebook {
  readonly kinds?: readonly { readonly code: string; readonly label: string }[];
  readonly datasets?: readonly { readonly code: string; readonly label: string }[];
  readonly countries?: readonly {
    readonly alpha3: string;
    readonly alpha2?: string | null;
    readonly name: string;
  }[];
}

/** A number in three weights; `expected` is missing where events are counted while they were under way. */
export interface Weights {
  readonly certain: number;
  readonly expected?: number;
  readonly possible: number;
}

export interface Bucket {
  readonly start: string;
  readonly end: string;
  readonly events: Weights;
  readonly fatalities: {
    readonly low: Weights;
    readonly best: Weights;
    readonly high: Weights;
    readonly unknown: Weights;
  };
}

export type BucketUnit = 'day' | 'week' | 'month' | 'quarter' | 'year' | 'decade';

export interface Histogram {
  readonly by: BucketUnit;
  readonly buckets: readonly Bucket[];
  readonly outside: number;
  readonly unbounded: number;
}

export interface DensityBucket {
  readonly start: string;
  readonly end: string;
  readonly events: Weights;
  readonly fatalities: Weights;
  readonly top: readonly EventSummary[];
}

export interface Density {
  readonly by: BucketUnit;
  readonly buckets: readonly DensityBucket[];
  readonly events: readonly EventSummary[] | null;
}

export interface MapCell {
  readonly latitude: number;
  readonly longitude: number;
  readonly events: number;
  readonly fatalities: number;
  readonly imprecise: number;
}

export interface MapCells {
  readonly cells: readonly MapCell[];
  readonly countryOnly: readonly { readonly country: string; readonly events: number; readonly fatalities: number }[];
}

export const FACETS = [
  'kind', 'country', 'conflict', 'actor', 'tag', 'dataset', 'status', 'violenceType', 'placePrecision',
] as const;
export type FacetName = (typeof FACETS)[number];

export interface FacetValue {
  readonly value: string;
  readonly label: string;
  readonly events: number;
}

export type Facets = Readonly<Record<FacetName, readonly FacetValue[]>>;

/** What each source says, and since when it stands here. */
export interface Claims {
  readonly event: number;
  readonly claims: readonly (Source & { readonly since: string })[];
}

export interface Revision {
  readonly revision: number;
  readonly recordedAt: string;
  readonly recordedBy: string;
  readonly reason: string | null;
  readonly importId: number | null;
  readonly status: Status;
  readonly mergedInto: number | null;
  readonly changed: readonly string[];
}

export interface RevisionPage {
  readonly items: readonly Revision[];
  readonly next: string | null;
}

export interface RevisionDiff {
  readonly from: number | null;
  readonly to: number;
  readonly changes: readonly { readonly field: string; readonly before: unknown; readonly after: unknown; readonly words: string }[];
}

/** A state of the data with a name. */
export interface Release {
  readonly name: string;
  readonly at: string;
}

export interface ProblemError {
  readonly parameter?: string | null;
  readonly pointer?: string | null;
  readonly value?: string | null;
  readonly message: string;
}

export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string | null;
  readonly errors: readonly ProblemError[];
}
