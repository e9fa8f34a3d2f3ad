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

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** Asks the Storage Integration as a user of curl would. */
final class StorageReader {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String APPLICATION = "/api/v3/as/applications/app1/packages/storage/";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;
    private final String apiKey;

    StorageReader(StorageIntegration storage, String apiKey) {
        url = storage.url();
        this.apiKey = apiKey;
    }

    record Answer(int status, String text, HttpResponse<String> response) {

        JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The messages, whatever stands between them. */
        List<JsonNode> results() {
            return text.lines()
                    .filter(line -> !line.isEmpty())
                    .map(line -> read(line).get("result"))
                    .toList();
        }

        List<Integer> frameCounters() {
            return results().stream()
                    .map(result -> result.get("uplink_message").path("f_cnt").asInt())
                    .toList();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }
    }

    static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Answer uplinks(String query) {
        return get(APPLICATION + "uplink_message" + (query.isEmpty() ? "" : "?" + query));
    }

    Answer get(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(20));
        if (apiKey != null) {
            request.header("Authorization", "Bearer " + apiKey);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
