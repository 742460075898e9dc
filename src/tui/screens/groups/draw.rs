//! How the groups look.
//!
//! ```text
//!        n  sim   kind     date       subject / name                     code
//! > N    3  91    message  2017-04-21 Re: virement Bahamas                A.
//! -- 3 members, pivot: oldest ----------------------------------------------
//!  = pivot  2017-04-21 12:07  dump/cb.mbox
//!    98.1   2017-04-24 19:40  dump/extra.mbox
//! ```

use super::Groups;
use crate::case::Snapshot;
use crate::model::words::heads as w;
use crate::model::{Group, ItemIx};
use crate::tui::canvas::{Canvas, Line};
use crate::tui::layout::{below_title, panes, window};
use crate::tui::screens::threads::{code, date, flags};
use crate::tui::state::Shell;
use crate::tui::theme::Meaning;
use ratatui::layout::Rect;

impl Groups {
    /// Draws list and members.
    pub fn draw(&self, shell: &Shell, snapshot: &Snapshot, canvas: &mut Canvas, area: Rect) {
        let panes = panes(area, self.preview);
        self.draw_list(shell, snapshot, canvas, panes.list);
        if let Some(pane) = panes.preview {
            if panes.beside {
                canvas.bar(pane);
            }
            self.draw_members(shell, snapshot, canvas, pane);
        }
    }

    fn draw_list(&self, shell: &Shell, snapshot: &Snapshot, canvas: &mut Canvas, area: Rect) {
        let g = &*snapshot.generation;
        let lang = shell.lang;
        let wide = usize::from(area.width).saturating_sub(50);
        let heading = Line::new()
            .mean(Meaning::Label, w::GROUP_HEADS.of(lang))
            .join(
                Line::new()
                    .mean(Meaning::Label, w::SUBJECT_OR_NAME.of(lang))
                    .fit(wide),
            )
            .mean(Meaning::Label, w::CODE.of(lang));
        let head = (&heading, w::NO_GROUPS.of(lang));
        let line = |at: usize, here| {
            let group = self.rows.get(at).and_then(|ix| g.groups.get(ix.at()));
            let row = group.and_then(|group| self.line((shell, snapshot), group, (at, here), wide));
            row.unwrap_or_default()
        };
        let len = self.rows.len();
        self.cursor.draw_list(canvas, area, head, len, line);
    }

    /// Gives the row of a group, its title in `wide` columns.
    fn line(
        &self,
        (shell, snapshot): (&Shell, &Snapshot),
        group: &Group,
        (at, here): (usize, bool),
        wide: usize,
    ) -> Option<Line> {
        let lang = shell.lang;
        let pivot = snapshot.generation.items.get(group.pivot.at())?;
        let items: Vec<ItemIx> = group.members.iter().map(|m| m.item).collect();
        let alike = group.members.iter().map(|m| m.similarity);
        let least = alike.fold(1.0, f32::min);
        let marked = items.iter().all(|ix| self.marked.contains(ix));
        let (count, percent) = (items.len(), least * 100.0);
        let line = Line::new()
            .say(if here { ">" } else { " " })
            .say(if marked { "x" } else { " " })
            .say(&format!("{:>5} {count:>4} {percent:>4.0}  ", at + 1))
            .say(&format!("{:<10} ", pivot.kind.shown(lang)))
            .say(&format!("{:<10} ", date(lang, pivot.date(), 10)))
            .join(Line::new().evidence(shell.title(snapshot, pivot)).fit(wide))
            .say("  ")
            .join(code(shell, snapshot, &items).fit(4));
        Some(line)
    }

    fn draw_members(&self, shell: &Shell, snapshot: &Snapshot, canvas: &mut Canvas, pane: Rect) {
        let Some(group) = self.told(snapshot) else {
            canvas.rule(pane, 0, Line::new());
            return;
        };
        let title = Line::new()
            .mean(Meaning::Label, &w::members(shell.lang, group.members.len()))
            .evidence_as(Meaning::Label, group.reason.of(shell.lang));
        canvas.rule(
            pane,
            0,
            title.fit(usize::from(pane.width).saturating_sub(6)),
        );
        let area = below_title(pane);
        let height = usize::from(area.height);
        let at = self.member.unwrap_or(0);
        let top = window(0, at, height, group.members.len());
        for (y, (n, member)) in group
            .members
            .iter()
            .enumerate()
            .skip(top)
            .take(height)
            .enumerate()
        {
            let Some(item) = snapshot.generation.items.get(member.item.at()) else {
                continue;
            };
            let place = item.locations.first().map_or("", |l| l.path.as_str());
            let like = if member.item == group.pivot {
                w::PIVOT.of(shell.lang).to_owned()
            } else {
                format!("{:>6.1}", member.similarity * 100.0)
            };
            let here = self.member == Some(n);
            let line = Line::new()
                .say(if here { ">" } else { " " })
                .say(if self.marked.contains(&member.item) {
                    "x "
                } else {
                    "  "
                })
                .join(code(shell, snapshot, &[member.item]).fit(3))
                .say(&format!(
                    "{like}  {:<16}  ",
                    date(shell.lang, item.date(), 16)
                ))
                .join(flags(shell, snapshot, &[member.item]).fit(6))
                .evidence(place)
                .say("  ")
                .evidence(shell.title(snapshot, item));
            let base = if here {
                Meaning::Cursor
            } else {
                Meaning::Plain
            };
            canvas.row(area, y as u16, &line, base);
        }
    }
}
