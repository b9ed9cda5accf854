package dev.reprise.cli.cost;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Properties;

/** List prices of one day in one region, in US dollars: {@code prices.properties}. */
final class Prices {
    private final Properties prices;

    private Prices(Properties prices) {
        this.prices = prices;
    }

    /** Those that are packaged. */
    static Prices packaged() {
        try (var in = Objects.requireNonNull(
                Prices.class.getResourceAsStream("prices.properties"), "prices.properties is packaged")) {
            var read = new Properties();
            read.load(new InputStreamReader(in, UTF_8));
            return new Prices(read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    double of(String what) {
        return Double.parseDouble(text(what));
    }

    /** What something that is paid by the hour costs each month. */
    double monthly(String what) {
        return of(what) * of("hours-per-month");
    }

    LocalDate asOf() {
        return LocalDate.parse(text("as-of"));
    }

    String region() {
        return text("region");
    }

    private String text(String what) {
        return Objects.requireNonNull(
                prices.getProperty(what), () -> "Expected a price '" + what + "' in prices.properties");
    }
}
