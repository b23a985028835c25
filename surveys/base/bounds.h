/* Every limit on foreign input, in one place, each with its reason. Units are bytes unless the name
 * says otherwise. */
#ifndef SAYSO_BOUNDS_H
#define SAYSO_BOUNDS_H

#define CSV_COLUMNS_MOST 64             /* XLSForm's own columns, twice over */
#define CSV_ROWS_MOST 120000            /* codes of a study: 100,000 pupils, spare ones too */
#define CSV_CELL_MOST 8192              /* a first page's words, translated */
#define TEXT_FILE_MOST (8u << 20)       /* codes.csv of 100,000 pupils is 6 MB; a form is 50 KB */

#define FORM_ITEMS_MOST 200             /* pages.md 31: 45 fit a lesson */
#define FORM_OPTIONS_MOST 16            /* of one list: what a page holds (pages.md 7) */
#define FORM_CHOICES_MOST 2000          /* all lists of a form */
#define NAME_MOST 40                    /* an item, option or list name */
#define LABEL_MOST 400                  /* a question's words: 15 words are 90 bytes */
#define EXPR_TEXT_MOST 1000
#define EXPR_DEPTH_MOST 24              /* nesting; also the evaluator's stack */
#define EXPR_NODES_MOST 200
#define SCALES_MOST 32                  /* of a form */

#define STUDY_FORMS_MOST 32
#define STUDY_SCHOOLS_MOST 400
#define STUDY_WAVES_MOST 32
#define WAVE_FORMS_MOST 12
#define WAVE_ITEMS_MOST 400
#define STUDY_HELPLINES_MOST 3          /* what the help page holds, as are the next three */
#define HELPLINE_NAME_MOST 16
#define HELPLINE_DETAIL_MOST 24
#define HELPLINE_NUMBER_MOST 14
#define STUDY_RECIPIENTS_MOST 6         /* each adds 130 bytes to every record */
#define CLASS_CODES_MOST 60
#define ID_MOST 16                      /* a study's or school's id */
#define CLASS_MOST 12
#define WAVE_NAME_MOST 24
#define TITLE_MOST 80

#define RECORD_STEP 4096                /* a record's size is rounded up to this */
#define RECORD_MOST 65536               /* one age chunk */

#define TAR_MEMBER_MOST (4u << 20)
#define TAR_MEMBERS_MOST 20000          /* a batch of a school's machine over years */
#define ENVELOPE_MOST (256u << 20)
#define AGE_HEADER_MOST 8192
#define AGE_RECIPIENTS_MOST 20

#endif
