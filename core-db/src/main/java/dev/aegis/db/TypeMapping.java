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
import org.jdbi.v3.core.mapper.ColumnMappers;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * How one Java type is bound to a statement and read from a column. A binder refuses with {@link
 * IllegalArgumentException} what an engine would change or not keep; what a reader throws comes out as {@link
 * DatabaseException.Failed} that names the column.
 */
final class TypeMapping<T> {
    static final GenericType<List<String>> STRINGS = new GenericType<>() {};

    private final Type type;
    private Argument none = (index, statement, context) -> statement.setNull(index, Types.OTHER);
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

    /** Another type that is bound and read in the form of this one. */
    <S> TypeMapping<S> as(Class<S> other, Function<S, T> write, Function<T, S> read) {
        Binder<T> form = Objects.requireNonNull(binder);
        Reader<T> formReader = Objects.requireNonNull(reader);
        TypeMapping<S> mapping = of(other);
        mapping.none = none;
        mapping.binder = (value, index, statement) -> form.bind(write.apply(value), index, statement);
        mapping.reader = (result, column) -> {
            T value = formReader.read(result, column);
            return value == null ? null : read.apply(value);
        };
        return mapping;
    }

    TypeMapping<T> binds(int nullAs, Binder<T> value) {
        none = (index, statement, context) -> statement.setNull(index, nullAs);
        binder = value;
        return this;
    }

    /** As {@link #binds(int, Binder)}, where only its name tells the server the type of a null. */
    TypeMapping<T> binds(int nullAs, String typeName, Binder<T> value) {
        none = (index, statement, context) -> statement.setNull(index, nullAs, typeName);
        binder = value;
        return this;
    }

    TypeMapping<T> reads(Reader<T> value) {
        reader = value;
        return this;
    }

    void register(Jdbi jdbi) {
        if (binder != null) {
            jdbi.registerArgument(new Arguments<>(type, none, binder));
        }
        if (reader != null) {
            jdbi.registerColumnMapper(type, mapper(type, reader));
        }
    }

    /** The same mapper, whose refusals name the column and its value. */
    static <T> ColumnMapper<T> naming(Type type, ColumnMapper<T> mapper) {
        return (result, column, context) -> {
            try {
                return mapper.map(result, column, context);
            } catch (RuntimeException e) {
                throw unreadable(type, result, column, context, e);
            }
        };
    }

    private static <T> ColumnMapper<T> mapper(Type type, Reader<T> reader) {
        return (result, column, context) -> {
            try {
                return reader.read(result, column);
            } catch (RuntimeException e) {
                throw unreadable(type, result, column, context, e);
            }
        };
    }

    /** Reads a type that has no null. */
    static <T> ColumnMapper<T> primitive(Class<T> type, Reader<T> reader, T zero) {
        return (result, column, context) -> {
            T value;
            try {
                value = reader.read(result, column);
            } catch (RuntimeException e) {
                throw unreadable(type, result, column, context, e);
            }
            if (value != null) {
                return value;
            }
            if (context.getConfig(ColumnMappers.class).getCoalesceNullPrimitivesToDefaults()) {
                return zero;
            }
            throw failed(
                    result,
                    column,
                    context,
                    "is NULL, and the type is " + type.getTypeName()
                            + "; read it as the boxed type and @Nullable, or use coalesce in the SQL",
                    null);
        };
    }

    private static DatabaseException unreadable(
            Type type, ResultSet result, int column, StatementContext context, RuntimeException reason)
            throws SQLException {
        String value = SqlErrors.excerpt(result.getString(column));
        return failed(
                result,
                column,
                context,
                "holds '" + (value.length() > 60 ? value.substring(0, 60) + "…" : value) + "', which cannot be read as "
                        + (type instanceof Class<?> named ? named.getSimpleName() : type.getTypeName()) + " ("
                        + SqlErrors.line(reason) + "); correct the value, or read it as another type",
                reason);
    }

    private static DatabaseException failed(
            ResultSet result, int column, StatementContext context, String fault, @Nullable Throwable reason)
            throws SQLException {
        return new DatabaseException.Failed(
                "cannot read the rows of [" + SqlErrors.excerpt(context.getRenderedSql()) + "]: column "
                        + result.getMetaData().getColumnLabel(column) + " " + fault,
                reason);
    }

    /** Binds a value that is not null to a parameter, counted from 1. */
    interface Binder<T> {
        void bind(T value, int index, PreparedStatement statement) throws SQLException;
    }

    /** Reads a column, counted from 1; null for SQL's NULL. A runtime exception says why the value is none of the type. */
    interface Reader<T> {
        @Nullable
        T read(ResultSet result, int column) throws SQLException;
    }

    private record Arguments<T>(Type type, Argument none, Binder<T> binder) implements ArgumentFactory.Preparable {
        @Override
        public Optional<Function<Object, Argument>> prepare(Type declared, ConfigRegistry config) {
            return declared.equals(type) ? Optional.of(this::argument) : Optional.empty();
        }

        @SuppressWarnings("unchecked") // JDBI passes values of the type that it was prepared for
        private Argument argument(@Nullable Object value) {
            return value == null ? none : (index, statement, context) -> binder.bind((T) value, index, statement);
        }
    }
}
