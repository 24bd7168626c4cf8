package dev.aegis.db;

import java.lang.reflect.Type;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.generic.GenericType;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jspecify.annotations.Nullable;

/** How one Java type is bound to a statement and read from a column. */
final class TypeMapping<T> {
    static final GenericType<List<String>> STRINGS = new GenericType<>() {};

    private final Type type;
    private int sqlType = Types.OTHER;
    private @Nullable Binder<T> binder;
    private @Nullable Reader<T> reader;

    private TypeMapping(Type type) {
        this.type = type;
    }

    static <T> TypeMapping<T> of(Class<T> type) {
        return new TypeMapping<>(type);
    }

    static <T> TypeMapping<T> of(GenericType<T> type) {
        return new TypeMapping<>(type.getType());
    }

    /**
     * The list, which a reader will find as it is.
     *
     * @throws IllegalArgumentException if it holds null
     */
    static List<String> withoutNull(List<String> strings) {
        if (strings.stream().anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException("a list of strings holds null, and could not be read again: " + strings);
        }
        return strings;
    }

    TypeMapping<T> binds(int nullAs, Binder<T> value) {
        sqlType = nullAs;
        binder = value;
        return this;
    }

    TypeMapping<T> reads(Reader<T> value) {
        reader = value;
        return this;
    }

    void register(Jdbi jdbi) {
        if (binder != null) {
            jdbi.registerArgument(new Arguments<>(type, sqlType, binder));
        }
        if (reader != null) {
            Reader<T> read = reader;
            ColumnMapper<T> mapper = (result, column, context) -> read.read(result, column);
            jdbi.registerColumnMapper(type, mapper);
        }
    }

    /** Binds a value that is not null to a parameter, counted from 1. */
    interface Binder<T> {
        void bind(T value, int index, PreparedStatement statement) throws SQLException;
    }

    /** Reads a column, counted from 1; null for SQL's NULL. */
    interface Reader<T> {
        @Nullable
        T read(ResultSet result, int column) throws SQLException;
    }

    private record Arguments<T>(Type type, int sqlType, Binder<T> binder) implements ArgumentFactory.Preparable {
        @Override
        public Optional<Function<Object, Argument>> prepare(Type declared, ConfigRegistry config) {
            return declared.equals(type) ? Optional.of(this::argument) : Optional.empty();
        }

        @SuppressWarnings("unchecked") // JDBI passes values of the type that it was prepared for
        private Argument argument(@Nullable Object value) {
            return value == null
                    ? (index, statement, context) -> statement.setNull(index, sqlType)
                    : (index, statement, context) -> binder.bind((T) value, index, statement);
        }
    }
}
