package dev.aegis.db;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Reads numbers and truth values as they are stored, or throws: a driver's own getters cut what does not fit, and SQLite
 * makes 0 of what is not a number.
 */
final class ExactValues {
    private ExactValues() {}

    static @Nullable Long longOf(ResultSet result, int column) throws SQLException {
        Object value = result.getObject(column);
        return value == null || value instanceof Long ? (Long) value : Long.valueOf(whole(value));
    }

    static @Nullable Integer intOf(ResultSet result, int column) throws SQLException {
        Object value = result.getObject(column);
        return value == null || value instanceof Integer ? (Integer) value : Integer.valueOf(narrow(value, "int"));
    }

    static @Nullable Short shortOf(ResultSet result, int column) throws SQLException {
        Object value = result.getObject(column);
        if (value == null) {
            return null;
        }
        int number = narrow(value, "short");
        return (short) within(number, number == (short) number, "short");
    }

    static @Nullable Byte byteOf(ResultSet result, int column) throws SQLException {
        Object value = result.getObject(column);
        if (value == null) {
            return null;
        }
        int number = narrow(value, "byte");
        return (byte) within(number, number == (byte) number, "byte");
    }

    static @Nullable Double doubleOf(ResultSet result, int column) throws SQLException {
        Object value = result.getObject(column);
        return value == null || value instanceof Double ? (Double) value : Double.valueOf(nearest(value));
    }

    static @Nullable Float floatOf(ResultSet result, int column) throws SQLException {
        Object value = result.getObject(column);
        if (value == null || value instanceof Float) {
            return (Float) value;
        }
        double number = nearest(value);
        float nearest = (float) number;
        if (Float.isInfinite(nearest) && !Double.isInfinite(number)) {
            throw new ArithmeticException("out of the range of a float");
        }
        return nearest;
    }

    /** True and false, 1 and 0 as SQLite stores them, and their names. */
    static @Nullable Boolean booleanOf(ResultSet result, int column) throws SQLException {
        Object value = result.getObject(column);
        if (value == null || value instanceof Boolean) {
            return (Boolean) value;
        }
        String text = value.toString();
        if (text.equals("1") || text.equalsIgnoreCase("true")) {
            return true;
        }
        if (text.equals("0") || text.equalsIgnoreCase("false")) {
            return false;
        }
        throw new IllegalArgumentException("neither true nor false, 1 nor 0");
    }

    static @Nullable Character charOf(ResultSet result, int column) throws SQLException {
        String text = result.getString(column);
        if (text == null) {
            return null;
        }
        if (text.length() != 1) {
            throw new IllegalArgumentException("not one character");
        }
        return text.charAt(0);
    }

    private static long whole(Object value) {
        return value instanceof Integer || value instanceof Long || value instanceof Short
                ? ((Number) value).longValue()
                : decimal(value).longValueExact();
    }

    private static int narrow(Object value, String type) {
        long number = whole(value);
        return (int) within(number, number == (int) number, type);
    }

    private static long within(long number, boolean fits, String type) {
        if (!fits) {
            throw new ArithmeticException("out of the range of " + type);
        }
        return number;
    }

    private static double nearest(Object value) {
        if (value instanceof Double || value instanceof Float || value instanceof Integer || value instanceof Long) {
            return ((Number) value).doubleValue();
        }
        double number = decimal(value).doubleValue();
        if (Double.isInfinite(number)) {
            throw new ArithmeticException("out of the range of a double");
        }
        return number;
    }

    private static BigDecimal decimal(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        try {
            return value instanceof Double || value instanceof Float
                    ? new BigDecimal(((Number) value).doubleValue())
                    : new BigDecimal(value instanceof byte[] ? "" : value.toString());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a number", e);
        }
    }
}
