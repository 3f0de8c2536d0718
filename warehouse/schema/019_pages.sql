-- Documents that are printed on pages: where each page begins.
ALTER TABLE documents ADD COLUMN pages INTEGER[];
ALTER TABLE staged_documents ADD COLUMN pages INTEGER[];
COMMENT ON COLUMN documents.pages IS 'Of a PDF where each page begins in text, in code points from 0; null for what has no pages. page_at(pages, start_offset) is the page of a quote';
COMMENT ON COLUMN staged_documents.pages IS 'As in documents';
