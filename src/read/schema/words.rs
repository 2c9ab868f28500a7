//! What each field is for, in a sentence: shown by editors while one types.

/// `(path, sentence)`; a path of one name stands for every field of that name that has no sentence of its own.
const WORDS: &[(&str, &str)] = &[
    // Files.
    (
        "study",
        "The study as a whole: title, languages, authors, edition.",
    ),
    (
        "vocabulary",
        "Keys that other files use, and what readers see instead of them.",
    ),
    (
        "recommendations",
        "What is asked, of whom, and what became of it.",
    ),
    (
        "findings",
        "What was found, among whom, and what it stands on.",
    ),
    ("fieldwork", "Who was heard, and how."),
    ("quotes", "Words of participants and of documents."),
    ("opportunities", "What exists or could be built on."),
    ("references", "Works cited, as Hayagriva writes them."),
    (
        "glossary",
        "Terms and abbreviations, one entry per concept.",
    ),
    ("part", "A folder of chapters."),
    ("chapter", "The head of a chapter or of a news item."),
    // What many records have.
    (
        "id",
        "The name by which others point here. It never changes.",
    ),
    (
        "private",
        "Never published: its values are looked for in everything that is.",
    ),
    ("withdrawn", "Since when it is not to be shown any more."),
    (
        "study.privacy",
        "What is looked at before anything is published.",
    ),
    (
        "study.privacy.small_group",
        "Groups of fewer people are small; 5 unless stated.",
    ),
    (
        "study.privacy.small_group_children",
        "The same where children are or may be among them; 10 unless stated.",
    ),
    (
        "study.privacy.codes",
        "Forms of private codes, `#` for a number: `FGD#-P#`.",
    ),
    (
        "number",
        "The number it is published under; from the id if left out.",
    ),
    ("allow", "Warnings that may stand here: code and reason."),
    ("note", "A remark, shown as such."),
    ("title", "What stands in lists and as heading."),
    ("text", "The wording."),
    ("label", "What readers see."),
    ("kind", "What sort it is."),
    (
        "date",
        "As precise as it is known: 2021, 2021-10 or 2021-10-07.",
    ),
    ("themes", "Keys of themes in vocabulary.yaml."),
    ("actors", "Keys of actors in vocabulary.yaml."),
    ("sectors", "Keys of sectors in vocabulary.yaml."),
    ("group", "Id of a group in fieldwork.yaml."),
    ("groups", "Ids of groups in fieldwork.yaml."),
    ("evidence", "Ids of activities, quotes and works."),
    ("source", "Key of the work in references.yaml."),
    ("chapters", "Ids of chapters."),
    ("n", "How many people."),
    ("name", "As readers see it."),
    ("url", "Address on the web, from https:// on."),
    ("language", "Language tag: en, ru, kk."),
    ("consent", "What was agreed to."),
    ("place", "Where, no closer than a region."),
    ("status", "How things stand."),
    ("by", "Who."),
    (
        "summary",
        "One or two sentences for lists, search engines and feeds.",
    ),
    ("short_title", "For menus, where the title is too long."),
    // study.yaml
    ("study.title", "The title of the study."),
    ("study.subtitle", "Printed below the title."),
    (
        "study.abstract",
        "What the study is about, in one or more paragraphs.",
    ),
    (
        "study.languages",
        "In the order in which readers are offered them.",
    ),
    ("study.languages.tag", "Language tag: en, ru, kk."),
    (
        "study.languages.scope",
        "What the language holds, if not everything.",
    ),
    (
        "study.languages.scope.records",
        "Record files it holds: recommendations, glossary.",
    ),
    (
        "study.authentic",
        "Languages whose text has legal force; printed, nothing more.",
    ),
    ("study.authors", "In the order of the title page."),
    ("study.authors.affiliation", "Where they work."),
    ("study.authors.role", "What they did."),
    ("study.authors.orcid", "0000-0002-1825-0097"),
    (
        "study.commissioner",
        "Who asked for the study: key of an actor.",
    ),
    ("study.contractor", "Who did the work: key of an actor."),
    ("study.publisher", "Who publishes it: key of an actor."),
    ("study.commissioned", "When it was commissioned."),
    ("study.commissioned_note", "A remark on that date."),
    ("study.place", "The country or region it is about."),
    (
        "study.as_of",
        "The day up to which statements on progress hold; printed on every page.",
    ),
    (
        "study.published",
        "When the study first came out; that of the edition unless stated.",
    ),
    (
        "study.overall_response",
        "What addressees answer to the study as a whole.",
    ),
    (
        "study.edition",
        "Number and date of this edition; without a date none is printed.",
    ),
    ("study.edition.number", "1, 1.1"),
    ("study.base_url", "Where the site will stand."),
    ("study.licence", "Under which licence the text may be used."),
    ("study.licence.note", "What the licence does not cover."),
    (
        "study.key_findings",
        "Ids of the findings on the first page.",
    ),
    ("study.cover", "The drawing on the first page."),
    ("study.cover.src", "Its file below content/media/."),
    (
        "study.cover.alt",
        "What it shows, for those who do not see it.",
    ),
    ("study.theme", "Name of the theme."),
    (
        "study.theme.tokens",
        "Colours, fonts and measures that differ from the theme's.",
    ),
    (
        "study.numbering",
        "`paragraphs` if the paragraphs of all chapters are numbered.",
    ),
    ("study.report_number", "Printed on the first page."),
    ("study.doi", "Digital object identifier."),
    ("study.isbn", "International standard book number."),
    // vocabulary.yaml
    (
        "vocabulary.actors",
        "Organisations and offices, never private persons.",
    ),
    (
        "vocabulary.themes",
        "Themes of findings and recommendations.",
    ),
    ("vocabulary.sectors", "Sectors of the economy."),
    ("horizons", "Other labels for words that the program knows."),
    ("statuses", "Other labels for words that the program knows."),
    (
        "priorities",
        "Other labels for words that the program knows.",
    ),
    (
        "action_types",
        "Other labels for words that the program knows.",
    ),
    (
        "quote_forms",
        "Other labels for words that the program knows.",
    ),
    (
        "quote_kinds",
        "Other labels for words that the program knows.",
    ),
    (
        "finding_kinds",
        "Other labels for words that the program knows.",
    ),
    (
        "strengths",
        "Other labels for words that the program knows.",
    ),
    (
        "activity_kinds",
        "Other labels for words that the program knows.",
    ),
    ("modes", "Other labels for words that the program knows."),
    ("consents", "Other labels for words that the program knows."),
    (
        "relations",
        "Other labels for words that the program knows.",
    ),
    (
        "verifications",
        "Other labels for words that the program knows.",
    ),
    (
        "opportunity_statuses",
        "Other labels for words that the program knows.",
    ),
    (
        "text_statuses",
        "Other labels for words that the program knows.",
    ),
    (
        "positions",
        "Other labels for words that the program knows.",
    ),
    // recommendations.yaml
    ("recommendations.title", "At most 90 characters."),
    ("recommendations.text", "The published wording, unchanged."),
    (
        "recommendations.text_status",
        "What kind of text each language has.",
    ),
    (
        "recommendations.addressees",
        "To whom it is said: keys of actors.",
    ),
    (
        "recommendations.actors",
        "Who would have to act: keys of actors.",
    ),
    ("recommendations.action_type", "How concrete the demand is."),
    (
        "recommendations.horizon",
        "How soon, counted from publication.",
    ),
    (
        "recommendations.priority",
        "How urgent; wants `priority_basis`.",
    ),
    (
        "recommendations.priority_basis",
        "Who says so, and on what ground.",
    ),
    ("recommendations.sectors", "Parts of the economy it names."),
    (
        "recommendations.sectors.list",
        "Keys of sectors in vocabulary.yaml.",
    ),
    (
        "recommendations.sectors.open",
        "True if the source's list ends with \"and others\".",
    ),
    (
        "recommendations.rights",
        "Rights, principles and goals it serves; all in quotes.",
    ),
    (
        "recommendations.rights.crc",
        "Convention on the Rights of the Child: articles 1 to 54.",
    ),
    (
        "recommendations.rights.crbp",
        "Children's Rights and Business Principles: 1 to 10.",
    ),
    (
        "recommendations.rights.ungp",
        "UN Guiding Principles: pillars P1 to P3, principles 1 to 31.",
    ),
    (
        "recommendations.rights.gc16",
        "General Comment 16: paragraphs 1 to 86.",
    ),
    (
        "recommendations.rights.sdg",
        "Targets of the Sustainable Development Goals, in quotes: \"8.10\".",
    ),
    (
        "tags_by",
        "Who says so: the study, its editor or a program; shown if not the author.",
    ),
    (
        "overdue",
        "True if something was due before the day of `as_of` and is not done.",
    ),
    (
        "recommendations.supported_by",
        "Ids of the findings it rests on.",
    ),
    (
        "recommendations.related",
        "Other recommendations, and what they are to this one.",
    ),
    (
        "recommendations.progress",
        "What happened, oldest first; the last entry is the present state.",
    ),
    ("recommendations.progress.verified", "Who says so."),
    ("recommendations.progress.note", "What happened."),
    (
        "recommendations.progress.evidence",
        "Keys of references; wanted for `implemented`.",
    ),
    ("due", "By when."),
    ("due_history", "Earlier dates by which it was due."),
    ("actions", "Single steps."),
    ("responsible", "Who has to act: key of an actor."),
    ("indicators", "By what success is measured."),
    ("baseline", "Where it stood at first."),
    ("target", "Where it shall stand."),
    ("responses", "What each addressee says."),
    (
        "position",
        "What the addressee says: accepted, not accepted …",
    ),
    ("reason", "Why."),
    ("contact", "Whom to ask: key of an actor."),
    // findings.yaml
    ("findings.statement", "One or two sentences."),
    ("findings.detail", "More about it."),
    ("findings.kind", "Who speaks: a group, or the researchers."),
    ("findings.about", "What it is about."),
    (
        "findings.strength",
        "How many of those heard: words, never percentages.",
    ),
    ("findings.chapter", "Id of the chapter that tells it."),
    // fieldwork.yaml
    ("fieldwork.groups", "Groups of people the study heard."),
    ("fieldwork.groups.definition", "Who belongs to it."),
    (
        "fieldwork.groups.includes_children",
        "Whether people under 18 are among them.",
    ),
    ("fieldwork.groups.heard_through", "How they were heard."),
    ("fieldwork.activities", "Discussions, interviews, surveys."),
    ("fieldwork.activities.participants", "Who took part."),
    ("fieldwork.activities.mode", "Where people met."),
    ("fieldwork.activities.duration_min", "How long, in minutes."),
    ("fieldwork.activities.age_min", "Youngest age in years."),
    ("fieldwork.activities.age_max", "Oldest age in years."),
    ("fieldwork.activities.facilitator", "Who led it."),
    ("fieldwork.activities.observers", "Who else was present."),
    (
        "fieldwork.activities.observers.role",
        "Who it was: \"a teacher of their college\".",
    ),
    (
        "authority_over_participants",
        "Whether the person has authority over those who spoke.",
    ),
    ("present", "Whether the person was in this very session."),
    ("fieldwork.activities.ethics", "Ethics approval."),
    ("fieldwork.limits", "What the fieldwork cannot tell."),
    // quotes.yaml
    ("quotes.kind", "Whose words."),
    (
        "quotes.form",
        "How close to what was said; only verbatim and cleaned stand in quotation marks.",
    ),
    ("quotes.text", "The words."),
    (
        "quotes.activity",
        "Id of the activity, if it is known and may be told.",
    ),
    ("quotes.original_lang", "The language it was said in."),
    ("quotes.translation", "Who translated it, and how."),
    ("quotes.translation.from", "From which language."),
    ("quotes.translation.method", "How."),
    ("quotes.consent", "What the speaker agreed to."),
    ("quotes.consent.quote", "To be quoted."),
    (
        "quotes.consent.guardian",
        "A guardian's consent, for those under 18.",
    ),
    ("quotes.consent.web", "To appear on the web."),
    (
        "quotes.consent.translation",
        "To be quoted in another language.",
    ),
    (
        "quotes.attribution",
        "How the speaker is named: \"young person\".",
    ),
    (
        "attribution_class",
        "How closely the attribution names the speaker.",
    ),
    ("quotes.locator", "Where in the document: \"p. 30\"."),
    // opportunities.yaml
    ("opportunities.text", "What it is."),
    ("opportunities.status", "Whether it is there already."),
    (
        "opportunities.recommendations",
        "Ids of recommendations it helps.",
    ),
    // references.yaml
    ("references.type", "Sort of work: report, legislation, web."),
    ("references.title", "In the work's own language."),
    ("value", "The text itself."),
    ("short", "A shorter form; not printed."),
    ("sentence-case", "The text in sentence case; not printed."),
    ("title-case", "The text in title case; not printed."),
    ("verbatim", "True to keep the case of letters; not used."),
    (
        "references.author",
        "`Surname, Given`, or the name of a body; one or a list.",
    ),
    ("references.author.name", "Surname."),
    ("given-name", "Given names or initials."),
    ("prefix", "`von`, `de`"),
    ("suffix", "`Jr.`; not printed."),
    ("alias", "Another name; not printed."),
    ("publisher", "Who published it."),
    (
        "organization",
        "The body that issued it, where it is not the author.",
    ),
    ("references.url.date", "The day it was visited."),
    ("serial-number", "`doi: …`"),
    ("page-range", "Pages inside a larger work."),
    ("volume", "Volume of a journal."),
    ("issue", "Issue of a journal."),
    ("parent", "The larger work, with its `title`."),
    ("references.note", "A remark in the work's own language."),
    ("access", "How it can be consulted, or why it cannot."),
    ("editor", "Not printed."),
    ("affiliated", "Not printed."),
    ("location", "Not printed."),
    ("volume-total", "Not printed."),
    ("edition", "Not printed."),
    ("page-total", "Not printed."),
    ("time-range", "Not printed."),
    ("runtime", "Not printed."),
    ("archive", "Not printed."),
    ("archive-location", "Not printed."),
    ("call-number", "Not printed."),
    ("abstract", "Not printed."),
    ("annote", "Not printed."),
    ("genre", "Not printed."),
    ("references.chapter", "Not printed."),
    // glossary.yaml
    ("glossary.term", "Its name."),
    (
        "glossary.abbr",
        "Its abbreviation, in the languages that have one.",
    ),
    ("glossary.definition", "What the study means by it."),
    ("glossary.definitions", "What others mean by it."),
    (
        "glossary.variants",
        "Other names that texts may use as well.",
    ),
    ("glossary.avoid", "Names that texts are not to use."),
    ("glossary.see_also", "Ids of other terms."),
    // Heads of chapters.
    ("chapter.id", "Instead of the one from the file's name."),
    (
        "chapter.slug",
        "Its address in this language, if not the id.",
    ),
    ("chapter.aliases", "Old addresses that lead here."),
    ("chapter.draft", "True while it is not to be published."),
    ("chapter.authors", "Names, for news."),
    (
        "chapter.numbering",
        "`paragraphs` if its paragraphs are numbered.",
    ),
];

/// What stands at a path such as `recommendations.progress.date`.
pub fn explanation(path: &str) -> Option<&'static str> {
    let said = |wanted: &str| WORDS.iter().find(|(path, _)| *path == wanted);
    let name = path.rsplit('.').next().unwrap_or(path);
    let (_, words) = said(path).or_else(|| said(name))?;
    Some(words)
}
