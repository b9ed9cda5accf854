package dev.reprise.streams;

import dev.reprise.core.fold.Folded;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.journal.Position;
import dev.reprise.core.state.Rows;

/** The rules, which are {@link dev.reprise.core.fold.Fold}'s; tests put a bug into them. */
interface Folder {
    Folded fold(Rows rows, Position position, JournalRecord record);
}
