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

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import java.io.IOException;

/** Writes a payload by itself in the server's schema, whatever the mapper is configured for. */
final class PayloadSerializer extends JsonSerializer<ApplicationUpPayload> {

    @Override
    public void serialize(ApplicationUpPayload payload, JsonGenerator out, SerializerProvider provider)
            throws IOException {
        RawValues.write(RawJson.wrap(MessageCodec.write(payload)), out);
    }

    /** Without a type: the schema has no place for one. */
    @Override
    public void serializeWithType(
            ApplicationUpPayload payload, JsonGenerator out, SerializerProvider provider, TypeSerializer type)
            throws IOException {
        serialize(payload, out, provider);
    }
}
