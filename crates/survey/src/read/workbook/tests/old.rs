//! Workbooks as spreadsheet programs wrote them before 2007.

use super::*;

/// A compound file with one stream, `Workbook`, and the chain of its sectors as given.
fn xls(stream: &[u8], next: impl Fn(u32, u32) -> u32) -> Vec<u8> {
    let stream = [stream, &[0; 4096]].concat();
    let sectors = stream.len().div_ceil(512) as u32;
    let mut header = vec![0; 512];
    header[..8].copy_from_slice(COMPOUND);
    let mut put = |at: usize, bytes: &[u8]| header[at..at + bytes.len()].copy_from_slice(bytes);
    put(26, &[3, 0, 0xFE, 0xFF, 9, 0, 6, 0]);
    put(44, &1_u32.to_le_bytes());
    put(48, &1_u32.to_le_bytes());
    put(60, &END.to_le_bytes());
    put(68, &END.to_le_bytes());
    put(76, &[0xFF; 436]);
    put(76, &0_u32.to_le_bytes());
    let mut table = vec![0xFF; 512];
    table[..4].copy_from_slice(&0xFFFF_FFFD_u32.to_le_bytes());
    table[4..8].copy_from_slice(&END.to_le_bytes());
    for sector in 0..sectors.min(120) {
        let at = 8 + sector as usize * 4;
        table[at..at + 4].copy_from_slice(&next(sector, sectors).to_le_bytes());
    }
    let mut directory = vec![0; 512];
    for (place, name, start, length) in
        [(0, "Root Entry", END, 0), (128, "Workbook", 2, stream.len() as u32)]
    {
        for (index, unit) in name.encode_utf16().enumerate() {
            directory[place + index * 2..][..2].copy_from_slice(&unit.to_le_bytes());
        }
        directory[place + 116..][..4].copy_from_slice(&u32::to_le_bytes(start));
        directory[place + 120..][..4].copy_from_slice(&length.to_le_bytes());
    }
    let mut bytes = [header, table, directory, stream].concat();
    bytes.resize(1536 + sectors as usize * 512, 0);
    bytes
}

const END: u32 = 0xFFFF_FFFE;

fn in_order(sector: u32, sectors: u32) -> u32 {
    if sector + 1 < sectors { sector + 3 } else { END }
}

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes()[..], &(data.len() as u16).to_le_bytes(), data].concat()
}

/// The stream of a workbook with one worksheet of these records.
fn workbook_stream(records: &[Vec<u8>]) -> Vec<u8> {
    let begin = record(0x0809, &[0, 6, 0x10, 0]);
    let mut stream = begin.clone();
    let place = stream.len() + 4 + 9 + 4;
    stream
        .extend(record(0x0085, &[&(place as u32).to_le_bytes()[..], &[0, 0, 1, 0, b'S']].concat()));
    stream.extend(record(0x000A, &[]));
    assert_eq!(stream.len(), place);
    stream.extend(begin);
    stream.extend(records.concat());
    stream.extend(record(0x000A, &[]));
    stream
}

fn number_at(row: u16, column: u16, value: f64) -> Vec<u8> {
    let place = [row.to_le_bytes(), column.to_le_bytes(), [0, 0]].concat();
    record(0x0203, &[place, value.to_le_bytes().to_vec()].concat())
}

#[test]
fn reads_an_old_workbook_and_refuses_its_bombs() {
    let cells = [number_at(0, 1, 3.0), number_at(2, 0, 2.5)];
    let sheet = read(xls(&workbook_stream(&cells), in_order)).unwrap();
    assert_eq!(rows(&sheet), [["", "3"], ["2.5", ""]]);
    // One cell in each of two far corners: a dense table of 4 G cells.
    let corners = [number_at(0, 0, 1.0), number_at(65_535, 65_535, 1.0)];
    too_large(xls(&workbook_stream(&corners), in_order));
    let mut size = vec![0; 14];
    size[4..8].copy_from_slice(&0xFFFF_FFFF_u32.to_le_bytes());
    size[10..12].copy_from_slice(&0xFFFF_u16.to_le_bytes());
    too_large(xls(&workbook_stream(&[record(0x0200, &size)]), in_order));
    let locked = [record(0x0809, &[0, 6, 5, 0]), record(0x002F, &[0; 6])].concat();
    assert!(matches!(read(xls(&locked, in_order)), Err(ReadError::Protected)));
}

#[test]
fn chains_that_run_in_a_circle_are_refused() {
    let mut bytes = xls(&workbook_stream(&[]), in_order);
    // The directory's own sector is followed by itself.
    bytes[512 + 4..512 + 8].copy_from_slice(&1_u32.to_le_bytes());
    assert!(matches!(read(bytes), Err(ReadError::Damaged(_))));
    drop(read(xls(&workbook_stream(&[number_at(0, 0, 1.0)]), |_, _| 2)));
}
