package dev.keyhold.support;

/** Makes any text safe to store: no control characters, never longer than its column. */
public final class Text {
    private Text() {
    }

    /** Null stays null. Control characters (PostgreSQL refuses NUL, logs break at newlines) become spaces; no character is cut in half. */
    public static String cut(String text, int length) {
        if (text == null) {
            return null;
        }
        int end = Math.min(text.length(), length);
        if (end < text.length() && end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        StringBuilder safe = new StringBuilder(end);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            safe.append(Character.isISOControl(c) ? ' ' : c);
        }
        return safe.toString();
    }
}
