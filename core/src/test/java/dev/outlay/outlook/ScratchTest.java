package dev.outlay.outlook;
import org.junit.jupiter.api.Test;
import java.util.*;
import dev.outlay.ledger.*;
import java.time.*;
import java.math.*;
class ScratchTest {
  @Test void region() {
    LocalDate since = LocalDate.parse("2026-11-09");
    var c = new Company(1).with(new Company.Change() {
            @Override public double quantity(Company.Work work, LocalDate day) { return work.region().equals("ap-south-1") && day.isBefore(since) ? 0 : 1; }
            @Override public List<Company.Work> more() { return List.of(new Company.Work("vision", "vision-0", "ap-south-1", "H100", new BigDecimal("2.60"), 6, 1, 1, 0.1, 0, 1)); }
    });
    var l = c.ledger();
    for (var d : List.of(Dimension.Named.REGION)) for (History h : new Histories(l, Company.NOW, new SpendQuestion(Measure.EFFECTIVE, List.of(d), List.of()), Rhythm.DAILY, true).all(Company.NOW)) {
      System.out.println(h.group()+" "+h.first()+" "+Arrays.toString(h.values())+h.remarks());
    }
    System.out.println(new Freshness(l, Company.NOW).complete().feeds());
  }
  @Test void seed3() {
    for (long seed : new long[]{3,13,18}) {
    var l = new Company(seed).ledger();
    for (History h : new Histories(l, Company.NOW, new SpendQuestion(Measure.EFFECTIVE, List.of(Dimension.Named.PROJECT), List.of()), Rhythm.DAILY, true).all(Company.NOW)) {
      var f = new Detector(h.values(), h.first(), 100, .15).all();
      if (!f.isEmpty()) { StringBuilder b=new StringBuilder(); for (double v: h.values()) b.append(Math.round(v)).append(' ');
      System.out.println(seed+" "+h.group()+" "+b+f);}
    } }
  }
}
