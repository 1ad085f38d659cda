package org.annals.platform.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Every way in which a request can fail: the one table from which error bodies, the pages under
/// `/problems/` and `docs/problems.md` are made.
///
/// The `type` of a problem body is the service's address, `/problems/` and the [#slug()]. Slugs are
/// published: clients switch on them, so a constant is never renamed.
public enum ProblemType {
    MALFORMED_REQUEST(
            400,
            "Malformed request",
            "The request is not well-formed HTTP, for instance a '%' in its address that no two hexadecimal digits follow.",
            "Percent-encode the address: a '%' itself is %25, a blank %20."),
    UNREADABLE_PARAMETER(
            400,
            "Unreadable parameter",
            "The value of a parameter cannot be read, or lies outside the bounds of the parameter.",
            "'errors' quotes each such value and shows one that would do."),
    UNKNOWN_PARAMETER(
            400,
            "Unknown parameter",
            "The request has a parameter that this path does not know; it is refused rather than ignored, because an ignored filter answers another question than the one asked.",
            "'errors' names the nearest parameter that exists."),
    MISSING_PARAMETER(
            400,
            "Missing parameter",
            "The request lacks a parameter without which it cannot be answered.",
            "'errors' names the parameter and shows a value that would do."),
    CONFLICTING_PARAMETERS(
            400,
            "Conflicting parameters",
            "The request has parameters that exclude each other, such as 'date' and 'from'.",
            "Leave out all but one of those that 'errors' names."),
    FOREIGN_CURSOR(
            400,
            "Foreign cursor",
            "The cursor was not made by this service, or belongs to other filters or another order than those of the request.",
            "Follow 'next' as it stands; to change filters, begin again without a cursor."),
    TOO_MANY_MATCHES(
            400,
            "Too many matches",
            "More events match than fit into a document of the format asked for, which cannot be paged.",
            "Narrow the filters, or ask for a format that streams: csv, ndjson or geojson."),
    UNREADABLE_BODY(
            400,
            "Unreadable body",
            "The body of the request is not what its Content-Type says: broken JSON, broken UTF-8 or the wrong type of value.",
            "'detail' says where reading stopped."),
    INVALID_EVENT(
            400,
            "Invalid event",
            "The draft of the event can be read, but something required is missing or a value is not allowed.",
            "'errors' points at each such field with a JSON Pointer; nothing was stored."),
    READ_ONLY_FIELD(
            400,
            "Read-only field changed",
            "The draft changes a field that the service itself computes, such as 'revision' or 'date.startEarliest'.",
            "Send the fields that 'errors' points at back unchanged, or leave them out."),
    UNKNOWN_REFERENCE(
            400,
            "Unknown reference",
            "The draft refers to a conflict, dyad, actor, event, kind, country or data set that is not here.",
            "'errors' names the nearest ones; for an actor, conflict or dyad that is new, add \"create\": true to the reference."),
    UNAUTHENTICATED(
            401,
            "Not authenticated",
            "The request needs a token, and has none or one that is unknown or has expired.",
            "Send the header 'Authorization: Bearer' with a valid token; reading needs none."),
    FORBIDDEN_ROLE(
            403,
            "Role too low",
            "The token is valid, but its role may not do this.",
            "'detail' names the role that may; ask an administrator for a token with that role."),
    FORBIDDEN_ORIGIN(
            403,
            "Origin not allowed",
            "A browser page of an origin that is not configured tried to write.",
            "The operator of the service adds the origin to the configured ones; reading is open to every origin."),
    EVENT_NOT_FOUND(
            404,
            "No such event",
            "There is no event with this id, and there never was.",
            "Find events with GET /api/v1/events; its 'origin' parameter finds them by the key of the data set they came from."),
    RECORD_NOT_FOUND(
            404,
            "No such record",
            "There is no conflict, dyad, actor, kind, data set, import, token or problem type with this id or code.",
            "List what there is at the same path without the id."),
    PATH_NOT_FOUND(
            404,
            "No such path",
            "Nothing is served at this path.",
            "Every path there is stands in the contract, at /q/openapi."),
    METHOD_NOT_ALLOWED(
            405,
            "Method not allowed",
            "The path exists, but not with this method.",
            "The header 'Allow' lists the methods of the path."),
    NOT_ACCEPTABLE(
            406,
            "Not acceptable",
            "The path cannot answer in any of the media types that 'Accept' names.",
            "Use 'format', or one of the media types that 'detail' names."),
    DUPLICATE_ORIGIN(
            409,
            "Origin already taken",
            "An event with the same data set and key in 'origin' is here already.",
            "Change that event, whose id 'detail' gives, or give the draft another key."),
    IDEMPOTENCY_KEY_IN_USE(
            409,
            "Idempotency key in use",
            "A request with the same Idempotency-Key is still under way.",
            "Wait for as long as 'Retry-After' says and send the same request again: it then gets the answer of the first."),
    NOTHING_TO_UNDO(
            409,
            "Nothing to undo",
            "The import is not over, failed, or was undone already.",
            "'detail' says which; GET /api/v1/imports/{id} shows how it stands."),
    RELEASE_EXISTS(
            409,
            "Release exists",
            "There is a release of that name already, and a release never changes.",
            "Take another name; /api/v1/releases lists those that are taken."),
    EVENT_MERGED(
            409,
            "Event merged",
            "The event was found to be the same as another and is part of that one now.",
            "Change the event that 'detail' names, or undo the merge with POST /api/v1/events/{id}/restore."),
    EVENT_RETRACTED(
            410,
            "Event retracted",
            "The event was here, but has been retracted.",
            "'detail' gives the reason; GET /api/v1/events?status=retracted lists retracted events."),
    FEED_RESTARTED(
            410,
            "Feed restarted",
            "The token of the change feed belongs to another database, such as one from before a restore; what came in between cannot be told.",
            "Get everything once more with GET /api/v1/events?format=ndjson, and go on from the token in its header 'Annals-Changes-After'."),
    STALE_REVISION(
            412,
            "Stale revision",
            "The event has changed since the revision that 'If-Match' names; nothing was stored.",
            "Get the event again, make the change on what it is now, and send its new ETag."),
    BODY_TOO_LARGE(
            413,
            "Body too large",
            "The body of the request is larger than the limit that 'detail' gives.",
            "Split the body, or leave out what is not needed."),
    URI_TOO_LONG(
            414,
            "Address too long",
            "The address of the request, with its parameters, is longer than the service reads.",
            "Name fewer values at once: a branch of the kind tree, or a box in place of many places."),
    UNSUPPORTED_MEDIA_TYPE(
            415,
            "Unsupported media type",
            "The path does not read bodies of this Content-Type.",
            "Send one of the media types that 'detail' names."),
    RANGE_NOT_SATISFIABLE(
            416,
            "Range not satisfiable",
            "The header Range asks for bytes that lie behind the end of the file.",
            "Leave the header out, or ask for bytes before the 'length' that the release tells."),
    IDEMPOTENCY_KEY_REUSED(
            422,
            "Idempotency key reused",
            "The Idempotency-Key was used before with another body.",
            "Use a new key for each new event."),
    REVISION_REQUIRED(
            428,
            "Revision required",
            "The change does not say which revision of the event it is made on, so it could undo the work of someone else.",
            "Send the ETag of the event as you got it in the header 'If-Match'."),
    TOO_MANY_REQUESTS(
            429,
            "Too many requests",
            "This client has asked more often than the limit allows.",
            "Wait for as long as 'Retry-After' says; for everything at once, ask for format=csv without 'limit'."),
    HEADERS_TOO_LARGE(
            431,
            "Header fields too large",
            "The header fields of the request are larger than the service reads.",
            "Send fewer or shorter header fields; cookies are never needed."),
    INTERNAL(
            500,
            "Internal error",
            "Something went wrong inside the service; it is not the fault of the request.",
            "Try again; if it stays, give the operator the 'instance' of the problem, under which the cause stands in the log."),
    BUSY(
            503,
            "Busy",
            "Every connection to the database is in use.",
            "Try again after as long as 'Retry-After' says."),
    TOO_MANY_EXPORTS(
            503,
            "Too many exports",
            "As many exports are running as the service allows at once.",
            "Try again after as long as 'Retry-After' says, or read page by page with 'limit'."),
    TOO_SLOW(
            503,
            "Question takes too long",
            "The database did not answer the question within the time that 'detail' gives.",
            "Narrow the filters, ask for total=none, or ask for format=csv, which has no such limit.");

    private final int status;
    private final String title;
    private final String meaning;
    private final String remedy;

    ProblemType(int status, String title, String meaning, String remedy) {
        this.status = status;
        this.title = title;
        this.meaning = meaning;
        this.remedy = remedy;
    }

    /// The problem type that `/problems/{slug}` describes.
    public static Optional<ProblemType> ofSlug(String slug) {
        return Arrays.stream(values()).filter(type -> type.slug().equals(slug)).findFirst();
    }

    /// The last segment of the problem's `type`, such as `stale-revision`.
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The HTTP status that goes with it.
    public int status() {
        return status;
    }

    /// A few words, the same for every problem of this type.
    public String title() {
        return title;
    }

    /// What has happened and why, in one sentence.
    public String meaning() {
        return meaning;
    }

    /// What to do about it, in one sentence.
    public String remedy() {
        return remedy;
    }
}
