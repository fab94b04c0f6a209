//! Words of the kit.

use super::phrases;

phrases! {
    CLOSE: "tooltip.close" = "Close";
    OPTIONAL: "input.optional" = "optional";
    TRY_AGAIN: "failure.tryAgain" = "Try again";
    FAILED: "failure.title" = "This could not be loaded";
    FAILED_MISSING: "failure.missing" = "Not found";
    FAILED_DENIED: "failure.denied" = "No permission";
    REFERENCE: "failure.reference" = "Reference of the request";
    COPY: "tooltip.copy" = "Copy: %{what}";
    COPIED: "tooltip.copyConfirmed" = "Copied to clipboard.";
    NOT_COPIED: "tooltip.copyFailed" = "The browser did not allow copying.";
    CRUMBS: "page.crumbs" = "Breadcrumb";
    COUNT_OF: "page.countOf" = "%{count} of %{total}";
    UNSAVED: "page.unsaved" = "Unsaved changes";
    LOADING: "common.loading" = "Loading";
    PARTS: "page.parts" = "Parts of this page";
    FILTER: "filterBar.openFiltersButton" = "Filter";
    FILTERS: "filterBar.filters" = "Filters";
    ACTIVE_FILTERS: "filterBar.activeFilters" = "Active filters";
    CLEAR_FILTERS: "filterBar.clearFiltersButton" = "Clear filters";
    REMOVE_FILTER: "filterBar.removeFilter" = "Remove filter: %{filter}";
    REFRESH: "filterBar.refreshButton" = "Refresh";
    LOAD_MORE: "common.loadMore" = "Load more";
    ALL_SHOWN: "table.allShown" = "All %{count} shown";
    SOME_SHOWN: "table.someShown" = "Showing %{count} of %{total}";
    NO_MATCH_TITLE: "noResults.title" = "No results";
    NO_MATCH_TEXT: "noResults.text" = "Nothing matches this search and these filters.";
    NO_MATCH_TERM: "noResults.term" = "Nothing matches “%{term}” with these filters.";
    MORE_FAILED: "table.moreFailed" = "The rows shown may be out of date.";
    ADD_LABEL: "labels.add" = "Add a label";
    REMOVE_LABEL: "labels.remove" = "Remove label %{label}";
    DISCARD_TITLE: "guard.title" = "Leave without saving?";
    DISCARD_TEXT: "guard.text" = "What you typed here is not saved.";
    KEEP_EDITING: "guard.keep" = "Keep editing";
    DISCARD: "guard.discard" = "Discard";
    NO_SUGGESTION: "combobox.none" = "Nothing matches";
    SHOWN_OF: "combobox.shownOf" = "%{count} of %{total}";
    EXTERNAL: "link.external" = "opens in a new tab";
    CONFIRM_LABEL: "confirmDelete.label" = "Confirmation text";
    CONFIRM_HINT: "confirmDelete.hint" = "Type “%{text}” exactly.";
    CONFIRM_DIFFERS: "confirmDelete.differs" = "Does not match: %{text}";
    CONFIRM_FIRST: "confirmDelete.first" = "Type the confirmation text first";
    CROP_TITLE: "avatar.cropTitle" = "Choose the part to show";
    CROP_LABEL: "avatar.cropLabel" = "Picture. Arrow keys move it, plus and minus zoom.";
    CROP_HINT: "avatar.cropHint" = "Drag the picture to move it.";
    ZOOM: "avatar.zoom" = "Zoom";
    USE_PICTURE: "avatar.use" = "Use this picture";
    READING_PICTURE: "avatar.reading" = "Reading the picture";
    NO_PICTURE: "avatar.noPicture" = "This file is not a picture that can be read. Choose a PNG, JPEG, WebP or GIF file.";
    PICTURE_LARGE: "avatar.large" = "This picture is too large. Choose one of at most 64 megapixels and 20 MB.";
    UPLOAD_PICTURE: "avatar.upload" = "Upload a photo";
    REMOVE_PICTURE: "avatar.remove" = "Remove photo";
}
