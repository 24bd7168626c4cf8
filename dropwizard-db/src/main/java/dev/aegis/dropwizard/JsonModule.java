package dev.aegis.dropwizard;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.aegis.db.Json;
import java.io.IOException;
import java.io.StringWriter;

/** A {@link Json} within JSON is the document itself, not an object that holds its text. */
final class JsonModule extends SimpleModule {
    private static final long serialVersionUID = 1L;

    JsonModule() {
        super("aegis-json");
        addSerializer(new Writer());
        addDeserializer(Json.class, new Reader());
    }

    private static final class Writer extends StdSerializer<Json> {
        private static final long serialVersionUID = 1L;

        Writer() {
            super(Json.class);
        }

        @Override
        public void serialize(Json value, JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeRawValue(value.text());
        }
    }

    private static final class Reader extends StdDeserializer<Json> {
        private static final long serialVersionUID = 1L;

        Reader() {
            super(Json.class);
        }

        /** Keeps numbers as they were written. */
        @Override
        public Json deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            StringWriter text = new StringWriter();
            try (JsonGenerator copy = parser.getCodec().getFactory().createGenerator(text)) {
                copy.copyCurrentStructureExact(parser);
            }
            return new Json(text.toString());
        }
    }
}
