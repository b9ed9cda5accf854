package dev.reprise.core.fold;

import dev.reprise.core.state.RowChange;
import java.util.List;

/**
 * The outcome of folding one record.
 *
 * @param verdict what the record was judged to be
 * @param changes the rows it changed, each once
 * @param effects what must happen because of it, in order
 */
public record Folded(Verdict verdict, List<RowChange<?>> changes, List<Effect> effects) {
    public Folded {
        changes = List.copyOf(changes);
        effects = List.copyOf(effects);
    }
}
