// Only what the project refers to is of interest: publishing it compiles that.
return;
