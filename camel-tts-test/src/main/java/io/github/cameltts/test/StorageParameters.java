/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.cameltts.test;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * What the query of a request, or its continuation token in the place of it, asks for.
 *
 * @param limit results at most; 0 for as many as the server likes
 * @param after messages received later than this; null for all
 * @param before messages received earlier than this; null for all
 * @param fPort uplinks on this FPort; null for all
 * @param order {@code received_at} or {@code -received_at}; the empty text, which is the default, is taken for
 *     {@code received_at}: the schema does not say what the server does
 * @param fieldMask what of a message is wanted; empty for all
 * @param position the last message of the page before; null for the first page
 */
record StorageParameters(
        int limit,
        Instant after,
        Instant before,
        Integer fPort,
        String order,
        String fieldMask,
        StoragePosition position) {

    private static final int MAX_TOKEN = 16_000;
    private static final String DESCENDING = "-received_at";
    private static final String POSITION = "position";

    static StorageParameters of(Map<String, String> query, Instant now) {
        String token = query.get("continuation_token");
        if (token == null || token.isEmpty()) {
            return parse(query, now);
        }
        try {
            return parse(decode(token), now);
        } catch (RuntimeException e) {
            // any text that is not one of ours, whatever it fails at
            throw new StorageRefusal(StorageError.invalid("continuation_token", shortened(token)));
        }
    }

    boolean isAscending() {
        return !order.equals(DESCENDING);
    }

    /** The continuation token for the results behind this one. */
    String tokenBehind(StoragePosition last) {
        StringJoiner text = new StringJoiner("\n");
        if (limit > 0) {
            text.add("limit=" + limit);
        }
        if (after != null) {
            text.add("after=" + after);
        }
        if (before != null) {
            text.add("before=" + before);
        }
        if (fPort != null) {
            text.add("f_port=" + fPort);
        }
        text.add("order=" + order).add("field_mask=" + fieldMask);
        text.add(POSITION + "=" + last.receivedAt() + " " + last.sequence());
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> decode(String token) {
        if (token.length() > MAX_TOKEN) {
            throw new IllegalArgumentException("too long");
        }
        Map<String, String> query = new LinkedHashMap<>();
        for (String line : new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8).split("\n")) {
            int equals = line.indexOf('=');
            query.put(line.substring(0, equals), line.substring(equals + 1));
        }
        if (!query.containsKey(POSITION)) {
            throw new IllegalArgumentException("no position");
        }
        return query;
    }

    private static StorageParameters parse(Map<String, String> query, Instant now) {
        Instant after = time(query, "after");
        Instant before = time(query, "before");
        Duration last = last(query);
        if (last != null && (after != null || before != null)) {
            throw new StorageRefusal(StorageError.invalid("last", query.get("last")));
        }
        Long limit = number(query, "limit", Integer.MAX_VALUE);
        Long fPort = number(query, "f_port", 0xFFFF_FFFFL);
        String order = query.getOrDefault("order", "");
        if (!order.isEmpty() && !order.equals("received_at") && !order.equals(DESCENDING)) {
            throw new StorageRefusal(StorageError.invalid("order", order));
        }
        String position = query.get(POSITION);
        return new StorageParameters(
                limit == null ? 0 : limit.intValue(),
                last == null ? after : now.minus(last),
                before,
                fPort == null ? null : fPort.intValue(),
                order,
                query.getOrDefault("field_mask", ""),
                position == null ? null : position(position));
    }

    private static StoragePosition position(String text) {
        int blank = text.indexOf(' ');
        return new StoragePosition(Instant.parse(text.substring(0, blank)), Long.parseLong(text.substring(blank + 1)));
    }

    private static Instant time(Map<String, String> query, String name) {
        String text = query.get(name);
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new StorageRefusal(StorageError.invalid(name, text));
        }
    }

    /** Such as {@code 10m}, {@code 1h30m} or {@code 600s}. */
    private static Duration last(Map<String, String> query) {
        String text = query.get("last");
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return Duration.parse("PT" + text);
        } catch (DateTimeException e) {
            throw new StorageRefusal(StorageError.invalid("last", text));
        }
    }

    private static Long number(Map<String, String> query, String name, long max) {
        String text = query.get(name);
        if (text == null || text.isEmpty()) {
            return null;
        }
        if (!text.matches("[0-9]{1,10}") || Long.parseLong(text) > max) {
            throw new StorageRefusal(StorageError.invalid(name, shortened(text)));
        }
        return Long.parseLong(text);
    }

    private static String shortened(String text) {
        return text.length() <= 20 ? text : text.substring(0, 20) + "…";
    }
}
