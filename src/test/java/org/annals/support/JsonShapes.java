package org.annals.support;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import io.quarkus.jackson.ObjectMapperCustomizer;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;

/// Fails every answer with a type of ours that is not marked `@RegisterForReflection`: the native
/// binary, which no test here runs, would send it as an empty object.
@Singleton
class JsonShapes implements ObjectMapperCustomizer {

    @Override
    public void customize(ObjectMapper json) {
        json.registerModule(new SimpleModule().setSerializerModifier(new Guard()));
    }

    private static final class Guard extends BeanSerializerModifier {

        private static final long serialVersionUID = 1;

        @Override
        public JsonSerializer<?> modifySerializer(
                SerializationConfig config, BeanDescription shape, JsonSerializer<?> serializer) {
            Class<?> type = shape.getBeanClass();
            if (type.getPackageName().startsWith("org.annals") && !isMarked(type)) {
                throw new AssertionError(
                        type.getName()
                                + " is sent as JSON: mark it @RegisterForReflection, or the native"
                                + " binary sends it empty");
            }
            return serializer;
        }

        // What is marked marks the types in it too.
        private static boolean isMarked(Class<?> type) {
            for (Class<?> t = type; t != null; t = t.getEnclosingClass()) {
                if (t.isAnnotationPresent(RegisterForReflection.class)) return true;
            }
            return false;
        }
    }
}
