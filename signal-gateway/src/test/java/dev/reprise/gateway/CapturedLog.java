package dev.reprise.gateway;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;

/** Everything that is logged while it is there, with parameters and stack traces. */
public final class CapturedLog extends Handler {
    private final StringBuffer text = new StringBuffer();

    private CapturedLog() {}

    public static CapturedLog begin() {
        var log = new CapturedLog();
        Logger.getLogger("").addHandler(log);
        return log;
    }

    public String text() {
        return text.toString();
    }

    @Override
    public void publish(LogRecord record) {
        var line = new StringWriter();
        var out = new PrintWriter(line);
        out.println(record instanceof ExtLogRecord formatted ? formatted.getFormattedMessage() : record.getMessage());
        if (record.getParameters() != null) {
            out.println(Arrays.toString(record.getParameters()));
        }
        if (record.getThrown() != null) {
            record.getThrown().printStackTrace(out);
        }
        text.append(line);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
    }
}
