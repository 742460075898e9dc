//! Times that programs leave in a message: what each is called.

super::words! {
    DATE: "Date", "Date";
    RECEIVED: "Received", "Received";
    ID_OUTLOOK: "Message-ID of Outlook", "Message-ID d'Outlook";
    ID_HEX: "Message-ID in hex seconds", "Message-ID en secondes hex";
    ID_GOOGLE: "Message-ID given by Google", "Message-ID donné par Google";
    ID_EXIM: "Message-ID of Exim", "Message-ID d'Exim";
    ID_SECOND: "Message-ID with a date", "Message-ID avec une date";
    ID_MINUTE: "Message-ID with a date", "Message-ID avec une date";
    ID_UNIX: "Message-ID in seconds", "Message-ID en secondes";
    ID_PYTHON: "Message-ID of Python", "Message-ID de Python";
    ID_JAVA: "Message-ID of Java", "Message-ID de Java";
    ID_MUTT: "Message-ID of Mutt", "Message-ID de Mutt";
    ID_EUDORA: "Message-ID of Eudora", "Message-ID de Eudora";
    ID_ALPINE: "Message-ID of Alpine", "Message-ID de Alpine";
    ID_GMAIL: "Message-ID of Gmail", "Message-ID de Gmail";
    EDGE_OUTLOOK: "boundary of Outlook", "frontière d'Outlook";
    EDGE_GMAIL: "boundary of Gmail", "frontière de Gmail";
    EDGE_JAVA: "boundary of Java", "frontière de Java";
    INDEX_HEAD: "Thread-Index, first", "Thread-Index, premier";
    INDEX_REPLY: "Thread-Index, last", "Thread-Index, dernier";
    SIGNED: "DKIM t=", "DKIM t=";
    EXPIRES: "DKIM x=", "DKIM x=";
    SEALED: "ARC t=", "ARC t=";
    SENDMAIL: "Sendmail id", "identifiant Sendmail";
    EXIM: "Exim id", "identifiant Exim";
    POSTFIX: "Postfix id", "identifiant Postfix";
    GOOGLE: "Google id", "identifiant Google";
    GOOGLE_WALL: "Google submission id", "identifiant de dépôt Google";
    EXCHANGE: "Exchange id", "identifiant Exchange";
    ARRIVAL: "X-OriginalArrivalTime", "X-OriginalArrivalTime";
    TENANT: "Exchange arrival", "arrivée Exchange";
    GMAIL_MESSAGE: "X-GM-MSGID", "X-GM-MSGID";
    GMAIL_THREAD: "X-GM-THRID", "X-GM-THRID";
    PART: "date of a carried file", "date d'un fichier porté";
    LOCAL: "local", "locale";
    UTC_OR_LOCAL: "(UTC or local)", "(UTC ou locale)";
    FROM_LINE: "From line of the mailbox", "ligne From de la boîte";
    FILE: "file on disk, last changed", "fichier sur le disque, modifié";
}
