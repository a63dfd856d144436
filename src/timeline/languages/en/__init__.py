"""All that is English's."""
