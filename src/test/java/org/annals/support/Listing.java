package org.annals.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.annals.support.Http.Answer;

/// Walks through a list of events, page after page, by the address that each page gives of the
/// next.
public final class Listing {

    private static final int MOST_PAGES = 10_000;

    private Listing() {}

    /// All items of the list, in its order.
    public static List<JsonNode> items(String query, int limit) {
        List<JsonNode> items = new ArrayList<>();
        for (JsonNode page : pages(query, limit)) page.path("items").forEach(items::add);
        return items;
    }

    /// The ids of the list, in its order.
    public static List<Long> ids(String query, int limit) {
        return ids(items(query, limit).stream());
    }

    public static List<Long> ids(Stream<JsonNode> events) {
        return events.map(event -> event.path("id").asLong()).toList();
    }

    /// The pages; each but the last is full.
    public static List<JsonNode> pages(String query, int limit) {
        List<JsonNode> pages = new ArrayList<>();
        String address = Events.PATH + "?" + query + "&limit=" + limit;
        while (!address.isEmpty()) {
            Answer answer = Http.get(address);
            assertEquals(200, answer.status(), () -> answer.body());
            JsonNode page = answer.json();
            pages.add(page);
            JsonNode next = page.path("next");
            if (!next.isNull()) assertEquals(limit, page.path("items").size(), address);
            assertTrue(pages.size() < MOST_PAGES, "the list does not end: " + query);
            address = next.isNull() ? "" : next.asText().substring(Http.base().length());
        }
        return pages;
    }
}
