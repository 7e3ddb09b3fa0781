package dev.resetta.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How long and when, in each language, letter by letter. */
class TimesInWordsTest {
    private static final List<Integer> NUMBERS = List.of(1, 2, 3, 5, 11, 12, 21, 22, 25, 100, 101, 103);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en|1 minute, 2 minutes, 3 minutes, 5 minutes, 11 minutes, 12 minutes, 21 minutes, 22 minutes, 25 minutes,"
                        + " 100 minutes, 101 minutes, 103 minutes",
                "de|1 Minute, 2 Minuten, 3 Minuten, 5 Minuten, 11 Minuten, 12 Minuten, 21 Minuten, 22 Minuten, 25 Minuten,"
                        + " 100 Minuten, 101 Minuten, 103 Minuten",
                "fr|1 minute, 2 minutes, 3 minutes, 5 minutes, 11 minutes, 12 minutes, 21 minutes, 22 minutes, 25 minutes,"
                        + " 100 minutes, 101 minutes, 103 minutes",
                "es|1 minuto, 2 minutos, 3 minutos, 5 minutos, 11 minutos, 12 minutos, 21 minutos, 22 minutos, 25 minutos,"
                        + " 100 minutos, 101 minutos, 103 minutos",
                "it|1 minuto, 2 minuti, 3 minuti, 5 minuti, 11 minuti, 12 minuti, 21 minuti, 22 minuti, 25 minuti,"
                        + " 100 minuti, 101 minuti, 103 minuti",
                "pt|1 minuto, 2 minutos, 3 minutos, 5 minutos, 11 minutos, 12 minutos, 21 minutos, 22 minutos, 25 minutos,"
                        + " 100 minutos, 101 minutos, 103 minutos",
                "nl|1 minuut, 2 minuten, 3 minuten, 5 minuten, 11 minuten, 12 minuten, 21 minuten, 22 minuten, 25 minuten,"
                        + " 100 minuten, 101 minuten, 103 minuten",
                "pl|1 minutę, 2 minuty, 3 minuty, 5 minut, 11 minut, 12 minut, 21 minut, 22 minuty, 25 minut,"
                        + " 100 minut, 101 minut, 103 minuty",
                "uk|1 хвилину, 2 хвилини, 3 хвилини, 5 хвилин, 11 хвилин, 12 хвилин, 21 хвилину, 22 хвилини, 25 хвилин,"
                        + " 100 хвилин, 101 хвилину, 103 хвилини",
                "tr|1 dakika, 2 dakika, 3 dakika, 5 dakika, 11 dakika, 12 dakika, 21 dakika, 22 dakika, 25 dakika,"
                        + " 100 dakika, 101 dakika, 103 dakika",
                "ar|دقيقة واحدة, دقيقتين, 3 دقائق, 5 دقائق, 11 دقيقةً, 12 دقيقةً, 21 دقيقةً, 22 دقيقةً, 25 دقيقةً,"
                        + " 100 دقيقة, 101 دقيقة, 103 دقائق",
                "he|דקה אחת, שתי דקות, 3 דקות, 5 דקות, 11 דקות, 12 דקות, 21 דקות, 22 דקות, 25 דקות,"
                        + " 100 דקות, 101 דקות, 103 דקות",
                "zh|1_分钟, 2_分钟, 3_分钟, 5_分钟, 11_分钟, 12_分钟, 21_分钟, 22_分钟, 25_分钟, 100_分钟, 101_分钟, 103_分钟",
                "ja|1分間, 2分間, 3分間, 5分間, 11分間, 12分間, 21分間, 22分間, 25分間, 100分間, 101分間, 103分間"
            })
    void minutesAreCounted(String language, String words) {
        assertThat(said(language, ChronoUnit.MINUTES)).containsExactly(words(words));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en|1 hour, 2 hours, 3 hours, 5 hours, 11 hours, 12 hours, 21 hours, 22 hours, 25 hours, 100 hours,"
                        + " 101 hours, 103 hours",
                "nl|1 uur, 2 uur, 3 uur, 5 uur, 11 uur, 12 uur, 21 uur, 22 uur, 25 uur, 100 uur, 101 uur, 103 uur",
                "pl|1 godzinę, 2 godziny, 3 godziny, 5 godzin, 11 godzin, 12 godzin, 21 godzin, 22 godziny, 25 godzin,"
                        + " 100 godzin, 101 godzin, 103 godziny",
                "uk|1 годину, 2 години, 3 години, 5 годин, 11 годин, 12 годин, 21 годину, 22 години, 25 годин,"
                        + " 100 годин, 101 годину, 103 години",
                "ar|ساعة واحدة, ساعتين, 3 ساعات, 5 ساعات, 11 ساعةً, 12 ساعةً, 21 ساعةً, 22 ساعةً, 25 ساعةً, 100 ساعة,"
                        + " 101 ساعة, 103 ساعات",
                "he|שעה אחת, שעתיים, 3 שעות, 5 שעות, 11 שעות, 12 שעות, 21 שעות, 22 שעות, 25 שעות, 100 שעות, 101 שעות,"
                        + " 103 שעות"
            })
    void hoursAreCounted(String language, String words) {
        assertThat(said(language, ChronoUnit.HOURS)).containsExactly(words(words));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en|30 seconds|1 day|2 days|7 days",
                "de|30 Sekunden|1 Tag|2 Tage|7 Tage",
                "fr|30 secondes|1 jour|2 jours|7 jours",
                "es|30 segundos|1 día|2 días|7 días",
                "it|30 secondi|1 giorno|2 giorni|7 giorni",
                "pt|30 segundos|1 dia|2 dias|7 dias",
                "nl|30 seconden|1 dag|2 dagen|7 dagen",
                "pl|30 sekund|1 dzień|2 dni|7 dni",
                "uk|30 секунд|1 день|2 дні|7 днів",
                "tr|30 saniye|1 gün|2 gün|7 gün",
                "ar|30 ثانيةً|يوم واحد|يومين|7 أيام",
                "he|30 שניות|יום אחד|יומיים|7 ימים",
                "zh|30_秒|1_天|2_天|7_天",
                "ja|30秒間|1日間|2日間|7日間"
            })
    void secondsAndDaysAreCounted(String language, String seconds, String day, String twoDays, String week) {
        assertThat(Stream.of(Duration.ofSeconds(30), Duration.ofDays(1), Duration.ofDays(2), Duration.ofDays(7))
                        .map(Words.in(language)::duration))
                .containsExactly(words(String.join(", ", seconds, day, twoDays, week)));
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 seconds",
        "PT-5S, 0 seconds",
        "PT90S, 1 minute",
        "PT90M, 90 minutes",
        "PT24H, 1 day",
        "PT36H, 36 hours",
        "PT72H, 3 days"
    })
    void durationsAreNeverRoundedUp(Duration duration, String words) {
        assertThat(Words.in("en").duration(duration)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en|21 November 2026 at 14:05_UTC|1 March 2027 at 00:00_UTC",
                "de|21. November 2026 um 14:05_Uhr_UTC|1. März 2027 um 00:00_Uhr_UTC",
                "fr|21 novembre 2026 à 14_h_05_UTC|1er mars 2027 à 00_h_00_UTC",
                "es|21 de noviembre de 2026 a las 14:05_UTC|1 de marzo de 2027 a las 00:00_UTC",
                "it|21 novembre 2026, ore 14:05_UTC|1º marzo 2027, ore 00:00_UTC",
                "pt|21 de novembro de 2026 às 14:05_UTC|1º de março de 2027 às 00:00_UTC",
                "nl|21 november 2026 om 14:05_uur_UTC|1 maart 2027 om 00:00_uur_UTC",
                "pl|21 listopada 2026_r., godz._14:05_UTC|1 marca 2027_r., godz._00:00_UTC",
                "uk|21 листопада 2026_р., 14:05_UTC|1 березня 2027_р., 00:00_UTC",
                "tr|21 Kasım 2026, 14:05_UTC|1 Mart 2027, 00:00_UTC",
                "ar|21 نوفمبر 2026، الساعة 14:05 بتوقيت_UTC|1 مارس 2027، الساعة 00:00 بتوقيت_UTC",
                "he|21 בנובמבר 2026 בשעה 14:05_UTC|1 במרץ 2027 בשעה 00:00_UTC",
                "zh|2026年11月21日 14:05（UTC）|2027年3月1日 00:00（UTC）",
                "ja|2026年11月21日 14:05_UTC|2027年3月1日 00:00_UTC"
            })
    void datesAreSaidAsTheLanguageSaysThem(String language, String autumn, String spring) {
        assertThat(Words.in(language).moment(Notices.AT, ZoneOffset.UTC)).isEqualTo(autumn.replace('_', '\u00a0'));
        assertThat(Words.in(language).moment(Instant.parse("2027-03-01T00:00:59Z"), ZoneOffset.UTC))
                .isEqualTo(spring.replace('_', '\u00a0'));
    }

    @ParameterizedTest
    @CsvSource({
        "UTC, 2026-11-21T14:05:09Z, 21 November 2026 at 14:05_UTC",
        "Europe/London, 2026-11-21T14:05:09Z, 21 November 2026 at 14:05_UTC",
        "Europe/London, 2026-07-21T14:05:09Z, 21 July 2026 at 15:05_UTC+1",
        "Europe/Berlin, 2026-11-21T23:05:09Z, 22 November 2026 at 00:05_UTC+1",
        "Europe/Berlin, 2026-03-29T00:59:59Z, 29 March 2026 at 01:59_UTC+1",
        "Europe/Berlin, 2026-03-29T01:00:00Z, 29 March 2026 at 03:00_UTC+2",
        "Asia/Kolkata, 2026-11-21T14:05:09Z, 21 November 2026 at 19:35_UTC+5:30",
        "America/St_Johns, 2026-11-21T14:05:09Z, 21 November 2026 at 10:35_UTC−3:30",
        "Pacific/Kiritimati, 2026-11-21T14:05:09Z, 22 November 2026 at 04:05_UTC+14"
    })
    void timesAreSaidInAZoneWithItsDistanceFromUtcThen(String zone, Instant at, String words) {
        assertThat(Words.in("en").moment(at, ZoneId.of(zone))).isEqualTo(words.replace('_', '\u00a0'));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar", "he"})
    void aZoneIsReadFromLeftToRightEvenWithinSentencesFromRightToLeft(String language) {
        assertThat(Words.in(language).moment(Notices.AT, ZoneId.of("Asia/Kolkata")))
                .endsWith("\u00a0UTC+5:30");
    }

    @Test
    void monthsAreTwelveInEachLanguage() {
        assertThat(MailTemplates.standard().languages())
                .allSatisfy(language -> assertThat(Stream.iterate(Notices.AT, at -> at.plus(30, ChronoUnit.DAYS))
                                .limit(13)
                                .map(at -> Words.in(language).moment(at, ZoneOffset.UTC))
                                .map(words -> words.replaceAll("\\p{Nd}+:.*", "")))
                        .doesNotHaveDuplicates());
    }

    private static Stream<String> said(String language, ChronoUnit unit) {
        return NUMBERS.stream().map(n -> Words.in(language).duration(Duration.of(n, unit)));
    }

    private static String[] words(String list) {
        return list.replace('_', '\u00a0').split(", ", -1);
    }
}
