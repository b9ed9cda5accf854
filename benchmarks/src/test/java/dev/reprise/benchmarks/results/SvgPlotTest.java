package dev.reprise.benchmarks.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class SvgPlotTest {
    @Test
    void barsAreAsLongAsTheirShareOfTheLongest() throws Exception {
        var half = new Row(
                "steps", "half", "1", Row.MEMORY, List.of(Figure.perSecond("steps", 3352.625)), null, List.of());

        var bars = parse(SvgPlot.of(List.of(Rows.WITH_ALL, half))).getElementsByTagName("rect");

        assertThat(bars.getLength()).isEqualTo(3); // the first is the background
        double whole = Double.parseDouble(((Element) bars.item(1)).getAttribute("width"));
        assertThat(((Element) bars.item(2)).getAttribute("width")).isEqualTo("%.1f".formatted(whole / 2));
    }

    @Test
    void namesAreTextWhateverIsInThem() throws Exception {
        var texts = parse(SvgPlot.of(List.of(Rows.WITH_LITTLE))).getTextContent();

        assertThat(texts).contains("steps: steps", "journal <alone> | bare, 1 in flight", "2,033/s");
    }

    @Test
    void figuresThatAreAllZeroHaveBarsOfNoLength() {
        var zero = new Row("timers", "HTTP", "10", Row.MEMORY, List.of(Figure.millis("late", 0)), null, List.of());

        assertThat(SvgPlot.of(List.of(zero))).contains("width=\"0.0\"").doesNotContain("NaN");
    }

    private static Element parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
    }
}
