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

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeDeserializer;
import java.io.IOException;

/**
 * Reads a message with somebody else's mapper, through our codec all the same. A mapper does not tell the bytes it reads, so
 * white space and escapes of the raw JSON are our own.
 */
final class ApplicationUpDeserializer extends JsonDeserializer<ApplicationUp> {

    @Override
    public ApplicationUp deserialize(JsonParser in, DeserializationContext context) throws IOException {
        return MessageCodec.readApplicationUp(RawValues.read(in));
    }

    /** Without a type, as it was written. */
    @Override
    public Object deserializeWithType(JsonParser in, DeserializationContext context, TypeDeserializer type)
            throws IOException {
        return deserialize(in, context);
    }
}
