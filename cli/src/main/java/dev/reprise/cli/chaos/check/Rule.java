package dev.reprise.cli.chaos.check;

import java.util.List;

/** Something that must hold, and how to see whether it did. */
interface Rule {
    /** Its name, as in docs/trust.md. */
    String name();

    /** Each way in which it did not hold. */
    List<Violation> broken(Evidence evidence);
}
