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

/**
 * A request that the Storage Integration has got.
 *
 * @param method such as {@code GET}
 * @param path the path, such as {@code /api/v3/as/applications/app1/packages/storage/uplink_message}
 * @param query the query as sent, without the question mark; empty for none
 * @param authorized whether it carried a bearer token, right or wrong
 * @param accept the header {@code Accept}; null for none
 */
public record StorageRequest(String method, String path, String query, boolean authorized, String accept) {}
