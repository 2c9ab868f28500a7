//! The sentences of a new study in the languages we can write.

use crate::language::Lang;

/// One language's sentences. None holds a character that plain YAML would trip over.
pub(super) struct Words {
    tag: &'static str,
    pub title: &'static str,
    pub about: &'static str,
    pub commissioner: &'static str,
    pub schools: &'static str,
    pub theme: &'static str,
    pub group: &'static str,
    pub activity: &'static str,
    pub finding: &'static str,
    pub recommendation: &'static str,
    pub recommendation_text: &'static str,
    pub term: &'static str,
    pub definition: &'static str,
    pub summary_title: &'static str,
    pub summary_lead: &'static str,
    pub summary_text: &'static str,
    pub why_title: &'static str,
    pub why_text: &'static str,
    pub heard_title: &'static str,
    pub heard_text: &'static str,
    pub heard_next: &'static str,
}

/// The sentences of `lang`, by its primary subtag; the English ones if we have none.
pub(super) fn of(lang: &Lang) -> &'static Words {
    let primary = lang.as_str().split('-').next().unwrap_or_default();
    WORDS
        .iter()
        .find(|words| words.tag == primary)
        .unwrap_or(&WORDS[0])
}

const WORDS: &[Words] = &[
    Words {
        tag: "en",
        title: "The way to school",
        about: "What pupils say about the road they walk every day, and what could make it safe.",
        commissioner: "the district council",
        schools: "schools",
        theme: "safety",
        group: "Pupils",
        activity: "Discussion with pupils",
        finding: "Most pupils cross a road without a crossing.",
        recommendation: "Mark a crossing at every school",
        recommendation_text: "Mark a crossing at every school before the next school year begins.",
        term: "focus group",
        definition: "A discussion with a small group of people about one subject, led by a researcher.",
        summary_title: "Summary",
        summary_lead: "Pupils know where their way is dangerous.",
        summary_text: "This is a new study. Replace these sentences by your own. [#F01] leads to a finding, [#R01] to a recommendation, and both get their words by themselves.",
        why_title: "Why this study",
        why_text: "Every chapter has one file per language, and every paragraph has its counterpart there. A [focus group](#focus-group) is explained in the glossary.",
        heard_title: "What we heard",
        heard_text: "Pupils of 14 to 16 talked for an hour about their way to school.[^1]\n\n[^1]: Who was heard, and how, stands in `content/fieldwork.yaml`.",
        heard_next: "What should be done about it is said in [the recommendation](#R01).",
    },
    Words {
        tag: "ru",
        title: "Дорога в школу",
        about: "Что говорят школьники о дороге, по которой ходят каждый день, и что сделало бы её безопасной.",
        commissioner: "районный совет",
        schools: "школы",
        theme: "безопасность",
        group: "Школьники",
        activity: "Обсуждение со школьниками",
        finding: "Большинство школьников переходит дорогу там, где нет перехода.",
        recommendation: "Обозначить переход у каждой школы",
        recommendation_text: "Обозначить пешеходный переход у каждой школы до начала следующего учебного года.",
        term: "фокус-группа",
        definition: "Беседа с небольшой группой людей на одну тему, которую ведёт исследователь.",
        summary_title: "Кратко",
        summary_lead: "Школьники знают, где их путь опасен.",
        summary_text: "Это новое исследование. Замените эти предложения своими. [#F01] ведёт к выводу, [#R01] — к рекомендации; слова для обеих ссылок подставляются сами.",
        why_title: "Зачем это исследование",
        why_text: "У каждой главы есть файл на каждом языке, и у каждого абзаца там есть пара. Что такое [фокус-группа](#focus-group), объяснено в глоссарии.",
        heard_title: "Что мы услышали",
        heard_text: "Школьники 14–16 лет целый час говорили о своей дороге в школу.[^1]\n\n[^1]: Кого и как выслушали, записано в `content/fieldwork.yaml`.",
        heard_next: "Что с этим делать, сказано в [рекомендации](#R01).",
    },
    Words {
        tag: "kk",
        title: "Мектепке барар жол",
        about: "Оқушылар күн сайын жүретін жолы туралы не айтады және оны не қауіпсіз етер еді.",
        commissioner: "аудандық кеңес",
        schools: "мектептер",
        theme: "қауіпсіздік",
        group: "Оқушылар",
        activity: "Оқушылармен талқылау",
        finding: "Оқушылардың көбі жолды өткелі жоқ жерден кесіп өтеді.",
        recommendation: "Әр мектептің жанынан өткел белгілеу",
        recommendation_text: "Келесі оқу жылы басталғанға дейін әр мектептің жанынан жаяу жүргіншілер өткелін белгілеу.",
        term: "фокус-топ",
        definition: "Зерттеуші шағын топпен бір тақырыпта жүргізетін әңгіме.",
        summary_title: "Қысқаша",
        summary_lead: "Оқушылар жолының қай жері қауіпті екенін біледі.",
        summary_text: "Бұл — жаңа зерттеу. Осы сөйлемдерді өзіңіздікімен алмастырыңыз. [#F01] тұжырымға, [#R01] ұсынысқа апарады; екі сілтеменің де сөзі өзі қойылады.",
        why_title: "Бұл зерттеу не үшін керек",
        why_text: "Әр тараудың әр тілде өз файлы, әр абзацтың онда өз сыңары бар. [Фокус-топ](#focus-group) деген не екені глоссарийде түсіндірілген.",
        heard_title: "Біз не естідік",
        heard_text: "14–16 жастағы оқушылар мектепке барар жолы туралы бір сағат әңгімелесті.[^1]\n\n[^1]: Кім және қалай тыңдалғаны `content/fieldwork.yaml` файлында жазылған.",
        heard_next: "Не істеу керегі [ұсыныста](#R01) айтылған.",
    },
];
