package dev.keyhold.pin;

import org.keycloak.models.UserModel;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A user's birthday as the profile has it (OpenID Connect Core §5.1, {@code birthdate}): the year may be missing, and is 0000 then. */
final class Birthday {
    private static final String ATTRIBUTE = "birthdate";
    private static final Pattern DATE = Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})");

    private Birthday() {
    }

    /** The ways to write it with so many digits or more; none where it is not known. */
    static Set<String> writtenOut(UserModel user, int digits) {
        String told = user.getFirstAttribute(ATTRIBUTE);
        Matcher date = DATE.matcher(told == null ? "" : told.strip());
        Set<String> ways = new TreeSet<>();
        if (date.matches()) {
            String year = date.group(1);
            for (String month : withAndWithoutZero(date.group(2))) {
                for (String day : withAndWithoutZero(date.group(3))) {
                    addDay(ways, day, month, year);
                }
            }
        }
        ways.removeIf(way -> way.length() < digits);
        return ways;
    }

    private static void addDay(Set<String> ways, String day, String month, String year) {
        ways.addAll(Set.of(day + month, month + day));
        if (year.equals("0000")) {
            return;
        }
        ways.add(year);
        for (String written : Set.of(year, year.substring(2))) {
            ways.addAll(Set.of(day + month + written, month + day + written, written + month + day, month + written, written + month));
        }
    }

    private static Set<String> withAndWithoutZero(String two) {
        return two.startsWith("0") ? Set.of(two, two.substring(1)) : Set.of(two);
    }
}
