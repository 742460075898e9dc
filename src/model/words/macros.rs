//! The five forms of a row: words as they are, phrases with placeholders, counts that agree with
//! their number, sentences that are said in every language at once, and nouns to be counted in
//! them. Each makes what the code calls and, for the tests, the list of its rows.

/// `NAME: "english", "français";` makes a [`Word`](super::Word) of that name, and `WORDS`.
macro_rules! words {
    ($($id:ident: $en:literal, $fr:literal;)*) => {
        $(
            #[doc = concat!("`` ", $en, " ``")]
            pub const $id: $crate::model::words::Word =
                $crate::model::words::Word::new($en, $fr);
        )*
        /// The rows of this table.
        pub const WORDS: &[$crate::model::words::Row] = &[$($crate::model::words::Row {
            id: stringify!($id),
            en: $en,
            fr: $fr,
        }),*];
    };
}

/// `name(what, else): "{what} …", "… {what}";` makes a function of the language and what fills the
/// placeholders, and `PHRASES`. A placeholder that is no argument does not compile.
macro_rules! phrases {
    ($($id:ident($($arg:ident),*): $en:literal, $fr:literal;)*) => {
        $(
            #[doc = concat!("`` ", $en, " ``")]
            pub fn $id(
                lang: $crate::model::words::Lang,
                $($arg: impl std::fmt::Display),*
            ) -> String {
                match lang {
                    $crate::model::words::Lang::English => format!($en),
                    $crate::model::words::Lang::French => format!($fr),
                }
            }
        )*
        /// The rows of this table.
        pub const PHRASES: &[$crate::model::words::Row] = &[$($crate::model::words::Row {
            id: stringify!($id),
            en: $en,
            fr: $fr,
        }),*];
    };
}

/// `name(n): "one", "many"; "un", "plusieurs";` makes a function of the language and a count, which
/// stands in `{n}` with its thousands set apart, and `COUNTS`. More arguments may follow the count.
macro_rules! counts {
    ($($id:ident($n:ident $(, $arg:ident)*):
        $one:literal, $many:literal; $un:literal, $des:literal;)*) => {
        $(
            #[doc = concat!("`` ", $many, " ``")]
            #[allow(unused_variables, reason = "the singular may do without its number")]
            pub fn $id(
                lang: $crate::model::words::Lang,
                $n: usize,
                $($arg: impl std::fmt::Display),*
            ) -> String {
                let plural = lang.is_plural($n);
                let $n = $crate::model::words::counted(lang, $n);
                match (lang, plural) {
                    ($crate::model::words::Lang::English, false) => format!($one),
                    ($crate::model::words::Lang::English, true) => format!($many),
                    ($crate::model::words::Lang::French, false) => format!($un),
                    ($crate::model::words::Lang::French, true) => format!($des),
                }
            }
        )*
        /// The rows of this table, singular and plural.
        pub const COUNTS: &[$crate::model::words::Row] = &[$(
            $crate::model::words::Row { id: stringify!($id), en: $one, fr: $un },
            $crate::model::words::Row { id: stringify!($id), en: $many, fr: $des },
        )*];
    };
}

/// `name(what): "{what} …", "… {what}";` makes a function of what fills the placeholders, which may
/// be a [`Said`](super::Said) itself, that says the sentence in every language, and `SENTENCES`.
macro_rules! sentences {
    ($($id:ident($($arg:ident),*): $en:literal, $fr:literal;)*) => {
        $(
            #[doc = concat!("`` ", $en, " ``")]
            pub fn $id($($arg: impl $crate::model::words::Told),*) -> $crate::model::words::Said {
                $crate::model::words::Said::new(|lang| {
                    $(let $arg = $arg.told(lang);)*
                    match lang {
                        $crate::model::words::Lang::English => format!($en),
                        $crate::model::words::Lang::French => format!($fr),
                    }
                })
            }
        )*
        /// The rows of this table.
        pub const SENTENCES: &[$crate::model::words::Row] = &[$($crate::model::words::Row {
            id: stringify!($id),
            en: $en,
            fr: $fr,
        }),*];
    };
}

/// `NAME: "one", "many"; "un", "plusieurs";` makes a [`Noun`](super::Noun) of that name, and
/// `NOUNS`.
macro_rules! nouns {
    ($($id:ident: $one:literal, $many:literal; $un:literal, $des:literal;)*) => {
        $(
            #[doc = concat!("`` ", $many, " ``")]
            pub const $id: $crate::model::words::Noun = $crate::model::words::Noun {
                one: $crate::model::words::Word::new($one, $un),
                many: $crate::model::words::Word::new($many, $des),
            };
        )*
        /// The rows of this table, singular and plural.
        pub const NOUNS: &[$crate::model::words::Row] = &[$(
            $crate::model::words::Row { id: stringify!($id), en: $one, fr: $un },
            $crate::model::words::Row { id: stringify!($id), en: $many, fr: $des },
        )*];
    };
}

pub(super) use {counts, nouns, phrases, sentences, words};
