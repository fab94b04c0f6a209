//! Customers as CSV (RFC 4180), safe to open in a spreadsheet. Pure.

/// One customer, as columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    pub id: String,
    pub name: String,
    pub description: String,
    pub external_id: String,
    pub labels: Vec<String>,
    /// ISO 8601.
    pub created_at: String,
    pub updated_at: String,
}

/// The file: UTF-8 with the mark that spreadsheets look for, `headings`, and a line for each customer.
///
/// # Errors
/// When there is no memory left.
pub fn file(headings: [String; 7], lines: &[Line]) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .quote_style(csv::QuoteStyle::Always)
        .from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(headings)?;
    for line in lines {
        let labels = line.labels.join(", ");
        let cells = [
            &line.id,
            &line.name,
            &line.description,
            &line.external_id,
            &labels,
            &line.created_at,
            &line.updated_at,
        ];
        writer.write_record(cells.map(|it| plain(it)))?;
    }
    writer.into_inner().map_err(|it| it.into_error().into())
}

/// A spreadsheet would take the text for a formula: an apostrophe in front makes it a text (OWASP, CSV injection).
fn plain(text: &str) -> String {
    let starts_formula = |it: char| {
        matches!(it, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '\0' | '＝' | '＋' | '－' | '＠')
    };
    if text.trim_start_matches(' ').starts_with(starts_formula) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headings() -> [String; 7] {
        ["ID", "Name", "Description", "External ID", "Labels", "Created", "Updated"].map(String::from)
    }

    #[test]
    fn what_is_written_is_read_back() -> Result<(), Box<dyn std::error::Error>> {
        let line = Line {
            id: "Q3VzdG9tZXI6MQ==".into(),
            name: "Quote \" comma , and\nline".into(),
            description: "ü 🚀".into(),
            labels: vec!["paid".into(), "eu".into()],
            ..Line::default()
        };
        let bytes = file(headings(), std::slice::from_ref(&line))?;
        let text = String::from_utf8(bytes)?;
        let text = text.strip_prefix('\u{feff}').ok_or("no byte order mark")?;
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        assert_eq!(reader.headers()?, &csv::StringRecord::from(headings().to_vec()));
        let record = reader.records().next().ok_or("no line")??;
        assert_eq!(
            record.iter().collect::<Vec<_>>(),
            [&*line.id, &line.name, &line.description, "", "paid, eu", "", ""]
        );
        Ok(())
    }

    #[test]
    fn no_cell_is_a_formula() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\0=1", "  =1", "＝1"] {
            assert_eq!(plain(text), format!("'{text}"));
        }
        for text in ["FTL", "", " a", "1-2", "a=b", "'=1"] {
            assert_eq!(plain(text), text);
        }
    }
}
