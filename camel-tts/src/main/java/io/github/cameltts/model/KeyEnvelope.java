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
package io.github.cameltts.model;

/**
 * A session key, in clear or encrypted: secret material, which {@code toString} never prints. The server sends it only
 * for devices whose payload encryption it has been told to skip.
 *
 * @param key          the key in clear, 16 bytes; null if absent
 * @param kekLabel     the label of the key that encrypts it; null if it is in clear
 * @param encryptedKey the encrypted key; null if absent
 */
public record KeyEnvelope(ByteString key, String kekLabel, ByteString encryptedKey) {

    /** The label alone. */
    @Override
    public String toString() {
        return Text.of(KeyEnvelope.class).add("kekLabel", kekLabel).end();
    }
}
