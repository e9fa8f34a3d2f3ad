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
package io.github.cameltts.springboot;

import java.util.Set;
import org.apache.camel.util.TimeUtils;
import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.ConditionalGenericConverter;

/**
 * Reads the durations among {@code camel.component.tts.*} as Camel reads them everywhere else: {@code 30s},
 * {@code 1m30s}, or a number of milliseconds. In the starters that Camel generates they are numbers, and Spring alone
 * takes nothing else. Applies to properties of {@link TtsComponentConfiguration} only.
 */
@Configuration(proxyBeanMethods = false)
@ConfigurationPropertiesBinding
public class TtsDurationConverter implements ConditionalGenericConverter {

    @Override
    public Set<ConvertiblePair> getConvertibleTypes() {
        return Set.of(new ConvertiblePair(String.class, Long.class));
    }

    @Override
    public boolean matches(TypeDescriptor source, TypeDescriptor target) {
        return target.getResolvableType().getSource() instanceof MethodParameter parameter
                && parameter.getDeclaringClass() == TtsComponentConfiguration.class;
    }

    /**
     * @param  source the text
     * @return        milliseconds; null for an empty text
     * @throws IllegalArgumentException if it is no duration
     */
    @Override
    public Object convert(Object source, TypeDescriptor sourceType, TypeDescriptor targetType) {
        String text = String.valueOf(source).trim();
        if (source == null || text.isEmpty()) {
            return null;
        }
        try {
            return TimeUtils.toMilliSeconds(text);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("'" + text + "' is not a time. Write 500ms, 30s or 5m.");
        }
    }
}
